/**
 * Benchmarks: a seed for the generated load enters, a table of measurements leaves, each beside
 * what it is compared with in the same run.
 */
@NullMarked
package io.nodepulse.trials.bench;

import org.jspecify.annotations.NullMarked;
