/**
 * Calls of Valkey: names of keys, functions that run there, and answers that do not come. Keys and
 * arguments go in; numbers come out, or {@link
 * io.nodepulse.events.store.valkey.EventStoreUnavailableException}.
 */
@NullMarked
package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.NullMarked;
