/**
 * The same counters in NodePulse and in the time series databases that this machine has; the same
 * question is asked of each over HTTP, and times leave.
 */
@NullMarked
package io.nodepulse.trials.bench.rival;

import org.jspecify.annotations.NullMarked;
