/**
 * Trials of the whole system: a command line enters; what leaves is how fast it is, what it lost
 * when it was broken, or what hostile bodies and attackers did to it.
 */
@NullMarked
package io.nodepulse.trials;

import org.jspecify.annotations.NullMarked;
