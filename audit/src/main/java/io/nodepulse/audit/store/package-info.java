/**
 * The care of the event store: its figures leave for the system page, the clock enters to seal and
 * to retire what is over.
 */
@NullMarked
package io.nodepulse.audit.store;

import org.jspecify.annotations.NullMarked;
