/**
 * {@link io.nodepulse.events.ProcessSampled} events enter, a batch at a time; rows of the process
 * tables leave: scrapes as they came, the last sample of each group, and the tree of time buckets.
 */
@NullMarked
package io.nodepulse.projections.process;

import org.jspecify.annotations.NullMarked;
