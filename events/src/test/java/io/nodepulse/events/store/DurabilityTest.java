package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Valkey is killed with -9 again and again while agents push; nothing acknowledged is lost. */
class DurabilityTest {

    private static final int KILLS = 4;
    private static final int AGENTS = 6;
    private static final int APPENDS_BETWEEN_KILLS = 150;
    private static final int GROUPS = 20;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private final Set<ProcessSampled> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger appends = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void everyAcknowledgedEventIsThereExactlyOnceAfterKills() throws Exception {
        ValkeyOptions options = ValkeyOptions.in(folder).withPort(Loopback.freePort());
        ValkeyServer valkey = ValkeyServer.start(options);
        EventStoreSettings settings =
                new EventStoreSettings(valkey.uri(), "durable", 1, Duration.ofSeconds(1));
        try (ValkeyEventStore store = ValkeyEventStore.open(settings);
                ExecutorService agents = Executors.newFixedThreadPool(AGENTS)) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            for (int i = 0; i < AGENTS; i++) {
                agents.execute(() -> push(driver));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = appends.get();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> appends.get() >= before + APPENDS_BETWEEN_KILLS);
                valkey.killHard();
                valkey = ValkeyServer.start(options);
            }
            stopped.set(true);
        }
        try (ValkeyServer running = valkey;
                ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            assertThat(running.pid()).isPositive();
            List<Object> stored = new StoreDriver(store.engine(0)).everything();
            assertThat(new HashSet<>(stored)).hasSameSizeAs(stored).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * APPENDS_BETWEEN_KILLS * GROUPS);
        }
    }

    /** One agent: sends each scrape until it is acknowledged, as a real one does. */
    private void push(StoreDriver driver) {
        UUID server = UUID.randomUUID();
        for (int i = 0; !stopped.get(); i++) {
            List<ProcessSampled> scrape = scrape(server, START.plusMillis(i));
            while (!stopped.get() && !delivered(driver, scrape)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean delivered(StoreDriver driver, List<ProcessSampled> scrape) {
        try {
            driver.tryAppend(scrape);
            acknowledged.addAll(scrape);
            appends.incrementAndGet();
            return true;
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }

    private static List<ProcessSampled> scrape(UUID server, Instant at) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            samples.add(
                    new ProcessSampled(
                            server, at, "process-" + i, 1, at.toEpochMilli() % 1000 * 0.01, i));
        }
        return samples;
    }
}
