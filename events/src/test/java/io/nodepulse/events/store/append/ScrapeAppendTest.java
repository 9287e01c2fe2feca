package io.nodepulse.events.store.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Scrapes: their order, what repeats, how they are found, what refuses them. */
class ScrapeAppendTest {

    private final Scrapes scrapes = Scrapes.ofNewServer();
    private final String server = scrapes.server().toString();
    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aScrapeNotNewerThanTheLastChangesNothing() {
        driver.append(scrapes.processes(0, 3));
        driver.append(scrapes.processes(15, 3));

        for (int seconds : new int[] {15, 14, 0, -60}) {
            assertThatExceptionOfType(DuplicateScrapeException.class)
                    .isThrownBy(() -> driver.append(scrapes.processes(seconds, 3)))
                    .withMessageContaining("2026-03-01T12:00:15Z");
        }

        assertThat(driver.everything()).hasSize(6);
    }

    @Test
    void eachExporterAndServerHasItsOwnOrder() {
        driver.append(scrapes.processes(30, 2));
        driver.append(List.of(scrapes.host(15)));
        driver.append(
                List.of(
                        new ProcessSampled(
                                UUID.randomUUID(), Scrapes.NOON, "nginx", 1, 1.5, 4096)));

        assertThat(driver.everything()).hasSize(4);
    }

    @Test
    void aDuplicateIsRecognisedAfterAReopen() {
        driver.append(scrapes.processes(0, 5));
        try (ValkeyEventStore second = ValkeyEventStore.open(settings)) {
            StoreDriver reopened = new StoreDriver(second.engine(0));
            assertThatExceptionOfType(DuplicateScrapeException.class)
                    .isThrownBy(() -> reopened.append(scrapes.processes(0, 5)));
            reopened.append(scrapes.processes(15, 5));
            assertThat(reopened.everything()).hasSize(10);
        }
    }

    @Test
    void twoNodesStoreOneScrapeOnce() {
        try (ValkeyEventStore other = ValkeyEventStore.open(settings)) {
            List<StoreDriver> nodes = List.of(driver, new StoreDriver(other.engine(0)));
            for (int i = 0; i < 50; i++) {
                List<ProcessSampled> scrape = scrapes.processes(i * 15L, 4);
                long stored = nodes.parallelStream().filter(node -> node.tryAppend(scrape)).count();
                assertThat(stored).isEqualTo(1);
            }
            assertThat(driver.everything()).hasSize(200);
        }
    }

    @Test
    void deltasAndKeyframesComeBackInOrderFromAnyPosition() {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<ProcessSampled> scrape = scrapes.processes(i * 15L, 10 + i % 3);
            driver.append(scrape);
            all.addAll(scrape);
        }

        assertThat(driver.streamed(0, all.size())).isEqualTo(all);
        // a fresh decoder in the middle of a run of deltas has to look back
        try (ValkeyEventStore other = ValkeyEventStore.open(settings)) {
            assertThat(new StoreDriver(other.engine(0)).streamed(123, all.size() - 123))
                    .isEqualTo(all.subList(123, all.size()));
        }
    }

    @Test
    void aLostKeyframeIsReplaced() {
        driver.append(scrapes.processes(0, 5));
        driver.append(scrapes.processes(15, 5));
        driver.append(Scrapes.ofNewServer().processes(86_400, 1));
        assertThat(
                        store.shard(0)
                                .retention()
                                .trim(Scrapes.NOON.plus(2, ChronoUnit.DAYS), store.shard(0).head()))
                .isEqualTo(2);

        driver.append(scrapes.processes(30, 5));
        driver.append(scrapes.processes(45, 5));

        assertThat(driver.streamed(11, 10)).hasSize(10);
    }

    @Test
    void anAppendCanDependOnWhatAServersLifeWasWhenItWasRead() {
        driver.append(List.of(scrapes.registered()));
        EventCriteria life = EventCriteria.havingTags(EventTypes.serverTag(server));
        AppendCondition unchanged =
                AppendCondition.withCriteria(life).withMarker(new GlobalIndexConsistencyMarker(1));

        driver.append(unchanged, scrapes.processes(0, 3));
        driver.append(unchanged, scrapes.processes(15, 3));
        driver.append(List.of(scrapes.registered()));

        assertThatExceptionOfType(AppendEventsTransactionRejectedException.class)
                .isThrownBy(() -> driver.append(unchanged, scrapes.processes(30, 3)));
        assertThat(driver.sourced(life)).hasSize(2);
    }

    @Test
    void samplesAreFoundByTheTagThatTheStoreGivesThem() {
        driver.append(scrapes.processes(0, 3));
        driver.append(List.of(scrapes.host(0)));
        EventCriteria samples = EventCriteria.havingTags(EventTypes.scrapedTag(server));
        EventCriteria hosts =
                EventCriteria.havingTags(EventTypes.scrapedTag(server))
                        .andBeingOneOfTypes(EventTypes.HOST_SAMPLED.qualifiedName());

        assertThat(driver.sourced(samples)).hasSize(4);
        assertThat(driver.sourced(hosts)).containsExactly(scrapes.host(0));
        assertThatExceptionOfType(AppendEventsTransactionRejectedException.class)
                .isThrownBy(
                        () ->
                                driver.append(
                                        AppendCondition.withCriteria(hosts),
                                        scrapes.processes(15, 1)));
        driver.append(
                AppendCondition.withCriteria(hosts).withMarker(new GlobalIndexConsistencyMarker(4)),
                scrapes.processes(15, 1));
    }
}
