package io.nodepulse.projections.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The processors that are to begin anew. Each ends its batch first, which may take long where a
 * store does not answer, and may fail to start for the same reason: the others wait for neither,
 * and it is tried until it runs. Used by one thread.
 */
final class Restarts {

    private static final Logger log = LoggerFactory.getLogger(Restarts.class);

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
            start(processor);
        }
        return true;
    }

    private void start(ShardProcessor processor) {
        try {
            processor.forget();
            processor.start();
            ending.remove(processor.name());
        } catch (RuntimeException e) {
            log.warn(
                    "{} does not start yet, and is tried again: {}",
                    processor.name(),
                    e.toString());
        }
    }
}
