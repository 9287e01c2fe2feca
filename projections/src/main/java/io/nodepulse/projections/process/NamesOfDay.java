package io.nodepulse.projections.process;

import io.nodepulse.events.wire.ProcessNames;

import org.jspecify.annotations.Nullable;

/**
 * The names that a server has had on one day, as committed.
 *
 * @param serverKey the server
 * @param day days since 1970, UTC
 * @param keys of the names, ascending
 * @param settled names of a scrape that are all among them; null if that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // never written, compared nowhere
record NamesOfDay(int serverKey, long day, int[] keys, @Nullable ProcessNames settled) {

    private static final int[] NONE = {};

    /** A server of which nothing is known. */
    static NamesOfDay none(int serverKey) {
        return new NamesOfDay(serverKey, Long.MIN_VALUE, NONE, null);
    }
}
