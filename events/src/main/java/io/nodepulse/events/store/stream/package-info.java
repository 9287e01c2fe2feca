/**
 * Following one shard. A position goes in and the events after it come out as they are appended, in
 * order and without gaps, or what keeps them from coming.
 */
@NullMarked
package io.nodepulse.events.store.stream;

import org.jspecify.annotations.NullMarked;
