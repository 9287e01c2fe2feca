/**
 * Closed ranges of a shard's history as files: columns over many scrapes, for the price of disk. A
 * file is written once, checked by its digests, and never changed.
 */
@NullMarked
package io.nodepulse.events.segment;

import org.jspecify.annotations.NullMarked;
