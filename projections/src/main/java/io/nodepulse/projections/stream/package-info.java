/**
 * The streams of the event store enter, one per shard; batches reach the projectors, each in one
 * transaction with its tracking token.
 */
@NullMarked
package io.nodepulse.projections.stream;

import org.jspecify.annotations.NullMarked;
