/**
 * The processes behind a group at a point in time: a name and a moment enter, the newest list of
 * the server's agent up to then leaves, as Valkey keeps it for a day.
 */
@NullMarked
package io.nodepulse.query.largest;

import org.jspecify.annotations.NullMarked;
