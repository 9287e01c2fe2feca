package io.nodepulse.events.store.append;

import java.time.Duration;

/** Hears of each call that brought appends to Valkey, in the client's threads; must not block. */
@FunctionalInterface
public interface AppendObserver {

    /**
     * A call has come back, whatever Valkey said.
     *
     * @param appends how many travelled together
     * @param took the time up to Valkey's answer, which comes after its fsync
     */
    void returned(int appends, Duration took);
}
