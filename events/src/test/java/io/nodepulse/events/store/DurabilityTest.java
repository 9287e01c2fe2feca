package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.LongRun;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Valkey is killed with -9 again and again while agents push; nothing acknowledged is lost. */
class DurabilityTest {

    private static final int KILLS = LongRun.of(2, 20);
    private static final int AGENTS = 6;
    private static final int APPENDS_BETWEEN_KILLS = 150;

    @TempDir Path folder;

    @Test
    void everyAcknowledgedEventIsThereExactlyOnceAfterKills() {
        ValkeyOptions options = ValkeyOptions.in(folder).withPort(Loopback.freePort());
        ValkeyServer valkey = ValkeyServer.start(options);
        EventStoreSettings settings =
                EventStoreSettings.at(valkey.uri())
                        .withShards(1)
                        .withTimeout(Duration.ofSeconds(1));
        Set<ProcessSampled> acknowledged;
        try (ValkeyEventStore store = ValkeyEventStore.open(settings);
                PushingAgents agents =
                        PushingAgents.start(new StoreDriver(store.engine(0)), AGENTS)) {
            acknowledged = agents.acknowledged();
            for (int kill = 0; kill < KILLS; kill++) {
                agents.awaitAppends(APPENDS_BETWEEN_KILLS);
                valkey.killHard();
                valkey = ValkeyServer.start(options);
            }
        }
        try (ValkeyServer running = valkey;
                ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            assertThat(running.pid()).isPositive();
            List<Object> stored = new StoreDriver(store.engine(0)).everything();
            assertThat(new HashSet<>(stored)).hasSameSizeAs(stored).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * APPENDS_BETWEEN_KILLS);
        }
    }
}
