/**
 * The processes behind the groups of a server: a name and a moment enter, the newest list of the
 * server's agent up to then leaves, as Valkey keeps it for a day. No proof covers it.
 */
@NullMarked
package io.nodepulse.audit.largest;

import org.jspecify.annotations.NullMarked;
