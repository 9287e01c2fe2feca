/**
 * What one process group used in a window: cells of buckets enter, the figures that answers show of
 * it leave.
 */
@NullMarked
package io.nodepulse.query.usage;

import org.jspecify.annotations.NullMarked;
