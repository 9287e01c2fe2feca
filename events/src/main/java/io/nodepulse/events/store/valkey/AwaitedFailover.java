package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A start in the midst of a failover waits for the new primary: to give up would cost a whole start
 * of the services each time, and whoever starts them again gives up in the end, too.
 */
final class AwaitedFailover {

    private static final Logger log = LoggerFactory.getLogger(AwaitedFailover.class);

    /** Valkey counts a primary as lost after 15 s unless it is told otherwise, then elects. */
    private static final Duration LONGEST_FAILOVER = Duration.ofSeconds(30);

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(500);

    private AwaitedFailover() {}

    /**
     * Calls until there is an answer.
     *
     * @throws EventStoreUnavailableException if a failover would be over, or waiting is of no use
     */
    static void call(Runnable call) {
        long deadline = System.nanoTime() + LONGEST_FAILOVER.toNanos();
        while (true) {
            try {
                call.run();
                return;
            } catch (EventStoreUnavailableException e) {
                if (!mayPass(e.getCause()) || System.nanoTime() > deadline) {
                    throw e;
                }
                log.warn("waits for a primary: {}", e.getMessage());
                LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
            }
        }
    }

    private static boolean mayPass(@Nullable Throwable cause) {
        return cause instanceof RedisNodeNotFoundException
                || cause instanceof RedisConnectionException
                || cause instanceof RedisTimeoutException
                // It is loading, or not yet or no longer a primary.
                || cause instanceof RedisRetryException;
    }
}
