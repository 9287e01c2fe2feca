/**
 * Days enter; day partitions are there in time for the first row and gone when their last row is
 * older than the retention.
 */
@NullMarked
package io.nodepulse.projections.partition;

import org.jspecify.annotations.NullMarked;
