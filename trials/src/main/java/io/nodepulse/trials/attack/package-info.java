/**
 * {@code nodepulse attack}: names of attacks enter, a system of its own suffers them, and whether
 * it held, with the figures, leaves.
 */
@NullMarked
package io.nodepulse.trials.attack;

import org.jspecify.annotations.NullMarked;
