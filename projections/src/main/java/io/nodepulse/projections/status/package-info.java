/**
 * Positions of processors and heads of shards enter; lag, errors and the progress of rebuilds
 * leave, over HTTP and as metrics.
 */
@NullMarked
package io.nodepulse.projections.status;

import org.jspecify.annotations.NullMarked;
