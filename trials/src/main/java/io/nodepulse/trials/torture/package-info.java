/**
 * {@code nodepulse torture}: a length and a seed enter; what leaves is what was broken, and whether
 * a single acknowledged scrape was lost or doubled.
 */
@NullMarked
package io.nodepulse.trials.torture;

import org.jspecify.annotations.NullMarked;
