package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The time of the oldest sample is a sample's own: not that of a fact, not that of its arrival. */
class OldestScrapeTest {

    private final ValkeyEventStore store = TestStores.open(1);
    private final StoreDriver driver = new StoreDriver(store.engine(0));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEmptyShardAndFactsHaveNone() {
        assertThat(store.shard(0).figures().oldestScrapeAt()).isEmpty();
        driver.append(List.of(Scrapes.ofNewServer().registered()));
        assertThat(store.shard(0).figures().oldestScrapeAt()).isEmpty();
    }

    @Test
    void factsBeforeTheFirstSampleDoNotCountHoweverMany() {
        for (int i = 0; i < 250; i++) {
            driver.append(List.of(Scrapes.ofNewServer().registered()));
        }
        driver.append(Scrapes.ofNewServer().processes(600, 2));
        assertThat(store.shard(0).figures().oldestScrapeAt())
                .hasValue(Scrapes.NOON.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whatAnAgentSendsLateIsOlderThanWhatCameFirst() {
        Scrapes first = Scrapes.ofNewServer();
        driver.append(List.of(first.registered()));
        driver.append(first.processes(7_200, 2));
        driver.append(Scrapes.ofNewServer().processes(3_600, 2));
        driver.append(List.of(Scrapes.ofNewServer().host(1_800)));
        assertThat(store.shard(0).figures().oldestScrapeAt())
                .hasValue(Scrapes.NOON.plusSeconds(1_800));
    }
}
