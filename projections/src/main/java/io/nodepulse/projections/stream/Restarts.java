package io.nodepulse.projections.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The processors that are to begin anew. Each ends its batch first, which may take long where a
 * store does not answer: the others do not wait for it. Used by one thread.
 */
final class Restarts {

    private final Map<String, CompletableFuture<Void>> ending = new HashMap<>();

    void begin(ShardProcessor processor) {
        ending.put(processor.name(), processor.stop());
    }

    /** Starts the processor once it has ended; true while it was to begin anew. */
    boolean advance(ShardProcessor processor) {
        CompletableFuture<Void> end = ending.get(processor.name());
        if (end == null) {
            return false;
        }
        if (end.isDone()) {
            processor.forget();
            processor.start();
            ending.remove(processor.name());
        }
        return true;
    }
}
