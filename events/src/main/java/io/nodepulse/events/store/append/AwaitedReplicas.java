package io.nodepulse.events.store.append;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;

import java.time.Duration;

/**
 * Which replicas a call waits for.
 *
 * @param count how many must have an append before it is acknowledged
 * @param timeout how long to wait for them
 */
public record AwaitedReplicas(int count, Duration timeout) {

    boolean areAwaited() {
        return count > 0;
    }

    /** How the call is made. */
    BatchOptions options() {
        // A retry inside the client could append twice what Valkey took but did not answer.
        BatchOptions options = BatchOptions.defaults().retryAttempts(0);
        return areAwaited() ? options.sync(count, timeout) : options;
    }

    /** What is said if too few replicas have answered, null if enough have. */
    @Nullable Throwable lack(BatchResult<?> answer) {
        return answer.getSyncedSlaves() >= count
                ? null
                : new EventStoreUnavailableException(
                        "it is written, but only %d of %d replicas say that they have it: send it again"
                                .formatted(answer.getSyncedSlaves(), count));
    }
}
