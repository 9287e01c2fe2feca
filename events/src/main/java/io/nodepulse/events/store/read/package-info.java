/**
 * Reading one shard. Positions, tags and times go in; entries come out, decoded where that is
 * wanted.
 */
@NullMarked
package io.nodepulse.events.store.read;

import org.jspecify.annotations.NullMarked;
