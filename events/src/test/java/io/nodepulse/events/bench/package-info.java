/**
 * Measurements of the event store on a real Valkey. Recorded pages enter, figures leave on standard
 * output; each class says how it is run.
 */
@NullMarked
package io.nodepulse.events.bench;

import org.jspecify.annotations.NullMarked;
