package io.nodepulse.access.gate;

import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.rule.Load;
import io.nodepulse.edge.Refused;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The calls that are being answered, by what they cost and who asked. Thread-safe. */
final class RunningCalls {

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final CallLimits limits;
    private final Map<Key, Integer> running = new HashMap<>();

    /** Calls of one kind, of one caller or, where that is null, of all. */
    private record Key(Load load, @Nullable String caller) {}

    RunningCalls(CallLimits limits) {
        this.limits = limits;
    }

    /** Counts a call that begins; where it is one too many, says why and counts it not. */
    synchronized @Nullable Refused begin(Load load, String caller) {
        Key own = new Key(load, caller);
        Key all = new Key(load, null);
        if (isFull(own, limits.perCaller(load))) {
            return AccessRefusal.TOO_MANY_CALLS
                    .because(
                            "%d calls of this kind are being answered for you, which is as many as may be at a time"
                                    .formatted(limits.perCaller(load)))
                    .after(WAIT);
        }
        if (isFull(all, limits.ofAll(load))) {
            return AccessRefusal.BUSY
                    .because("too many calls of this kind are being answered, try again later")
                    .after(WAIT);
        }
        running.merge(own, 1, Integer::sum);
        running.merge(all, 1, Integer::sum);
        return null;
    }

    private boolean isFull(Key key, int limit) {
        return limit > 0 && running.getOrDefault(key, 0) >= limit;
    }

    /** It has been answered. */
    synchronized void end(Load load, String caller) {
        leave(new Key(load, caller));
        leave(new Key(load, null));
    }

    private void leave(Key key) {
        running.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
    }
}
