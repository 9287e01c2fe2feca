package io.nodepulse.events.store;

import static org.awaitility.Awaitility.await;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents that push as fast as they can, each sending a scrape until it is acknowledged. */
final class PushingAgents implements AutoCloseable {

    private static final int GROUPS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final StoreDriver driver;
    private final ExecutorService threads;
    private final Set<ProcessSampled> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private PushingAgents(StoreDriver driver, int agents) {
        this.driver = driver;
        this.threads = Executors.newFixedThreadPool(agents);
    }

    static PushingAgents start(StoreDriver driver, int agents) {
        PushingAgents pushing = new PushingAgents(driver, agents);
        for (int i = 0; i < agents; i++) {
            pushing.threads.execute(pushing::push);
        }
        return pushing;
    }

    /** Waits until that many more scrapes are acknowledged. */
    void awaitAppends(int more) {
        int before = appends.get();
        await().atMost(TIMEOUT).until(() -> appends.get() >= before + more);
    }

    Set<ProcessSampled> acknowledged() {
        return acknowledged;
    }

    private void push() {
        Scrapes scrapes = new Scrapes(UUID.randomUUID(), Instant.parse("2026-03-01T12:00:00Z"));
        for (int second = 0; !stopped.get(); second++) {
            List<ProcessSampled> scrape = scrapes.processes(second, GROUPS);
            while (!stopped.get() && !delivered(scrape)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean delivered(List<ProcessSampled> scrape) {
        try {
            driver.tryAppend(scrape);
            acknowledged.addAll(scrape);
            appends.incrementAndGet();
            return true;
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.close();
    }
}
