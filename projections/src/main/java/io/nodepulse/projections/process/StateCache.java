package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the states of the servers that were scraped last, as committed. Bounded by bytes: the
 * server that was silent longest is forgotten first, and read from the tables when it speaks again.
 * Used by one thread.
 */
final class StateCache {

    private static final int ENTRY_OVERHEAD_BYTES = 200;

    private final long maxBytes;
    private final Map<Integer, TrackState> states = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;

    StateCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Nullable TrackState get(int serverKey) {
        return states.get(serverKey);
    }

    void put(int serverKey, TrackState state) {
        @Nullable TrackState last = states.put(serverKey, state);
        bytes += bytes(state) - (last == null ? 0 : bytes(last));
        Iterator<TrackState> eldest = states.values().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= bytes(eldest.next());
            eldest.remove();
        }
    }

    void remove(int serverKey) {
        @Nullable TrackState last = states.remove(serverKey);
        bytes -= last == null ? 0 : bytes(last);
    }

    void clear() {
        states.clear();
        bytes = 0;
    }

    private static long bytes(TrackState state) {
        return ENTRY_OVERHEAD_BYTES + state.weight();
    }
}
