/**
 * What all projectors write to: the schema of the tables, their partitions and the announcement of
 * what changed.
 */
@NullMarked
package io.nodepulse.projections.readmodel;

import org.jspecify.annotations.NullMarked;
