/**
 * The facts of the system: what was sampled on which server, and which servers exist. Every other
 * module's state can be derived from these records.
 */
@NullMarked
package io.nodepulse.events;

import org.jspecify.annotations.NullMarked;
