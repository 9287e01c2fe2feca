package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RFuture;
import org.redisson.client.RedisException;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Waiting for what Valkey answers, and what is said where it does not. */
public final class ValkeyReply {

    private ValkeyReply() {}

    /**
     * Waits for an answer.
     *
     * @throws EventStoreUnavailableException if there is none, or an error
     */
    public static <T> T await(RFuture<T> answer) {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new EventStoreUnavailableException(
                    "Valkey does not answer: " + brief(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("interrupted while waiting for Valkey", e);
        }
    }

    /**
     * What Valkey answers to a question that waits by itself.
     *
     * @throws EventStoreUnavailableException if there is no answer, or an error
     */
    public static <T extends @Nullable Object> T to(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisException e) {
            throw new EventStoreUnavailableException("Valkey does not answer: " + brief(e), e);
        }
    }

    /** Whether the user that Valkey knows us as may not do it. */
    public static boolean isForbidden(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("NOPERM");
    }

    /** What the client says, without the command that it was about. */
    public static String brief(@Nullable Throwable failure) {
        String words = failure == null ? "" : String.valueOf(failure.getMessage());
        int channel = words.indexOf(" channel: [");
        return channel < 0 ? words : words.substring(0, channel);
    }
}
