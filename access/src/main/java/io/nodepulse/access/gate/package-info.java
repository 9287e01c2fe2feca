/**
 * The first check of every request: is it meant for this server, and does it come from its own
 * page? Requests enter; those that another site made a browser send leave with 403 or 421.
 */
@NullMarked
package io.nodepulse.access.gate;

import org.jspecify.annotations.NullMarked;
