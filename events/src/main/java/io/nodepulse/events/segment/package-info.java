/**
 * Closed ranges of a shard's history as files: columns over many scrapes, for the price of disk. A
 * file is written once, checked by its digests, and never changed; an erasure puts another one of
 * the same leaves in its place.
 */
@NullMarked
package io.nodepulse.events.segment;

import org.jspecify.annotations.NullMarked;
