/**
 * What one stream entry holds. Axon's messages go in and come out again; in between are the bytes,
 * of which each scrape is a keyframe or a delta. Nothing here calls Valkey.
 */
@NullMarked
package io.nodepulse.events.store.entry;

import org.jspecify.annotations.NullMarked;
