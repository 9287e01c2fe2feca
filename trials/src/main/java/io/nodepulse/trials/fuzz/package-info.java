/**
 * {@code nodepulse fuzz}: a seed enters, a system of its own takes the bodies that follow from it,
 * and whether it ever failed, leaked or stored what it had refused leaves.
 */
@NullMarked
package io.nodepulse.trials.fuzz;

import org.jspecify.annotations.NullMarked;
