package io.nodepulse.events.decide;

import static java.util.Objects.requireNonNullElse;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the event store on behalf of a caller that waits for so long and no longer. */
public final class StoreAnswers {

    private final Duration timeout;

    /**
     * @param timeout how long to wait
     */
    public StoreAnswers(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The answer. An append that was given up on may still succeed; its repetition is then a
     * duplicate.
     *
     * @throws EventStoreUnavailableException if there is none in time
     */
    public <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EventStoreUnavailableException("no answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("interrupted", e);
        } catch (ExecutionException e) {
            throw rethrow(Failures.causeOf(requireNonNullElse(e.getCause(), e)));
        }
    }

    private static RuntimeException rethrow(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause);
    }
}
