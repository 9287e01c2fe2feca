package io.nodepulse.events.store.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.append.DuplicateScrapeException;
import io.nodepulse.events.wire.ProcessNames;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A scrape may go in whole and come out whole; to Axon it is still one event per sample. */
class WholeScrapeTest {

    private static final int GROUPS = 3;

    private final ValkeyEventStore store = TestStores.open(1);
    private final StoreDriver events = new StoreDriver(store.engine(0));
    private final StoreDriver appends = new StoreDriver(store.engine(0, StreamUnit.APPEND));
    private final Scrapes scrapes = Scrapes.ofNewServer();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void howItWentInDoesNotShow() {
        List<Object> expected = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            List<ProcessSampled> samples = scrapes.processes(second, GROUPS);
            expected.addAll(samples);
            events.append(second % 2 == 0 ? samples : List.of(ProcessScrape.of(samples)));
        }

        assertThat(events.everything()).isEqualTo(expected);
        assertThat(events.streamed(0, expected.size())).isEqualTo(expected);
        assertThatThrownBy(
                        () ->
                                events.append(
                                        List.of(ProcessScrape.of(scrapes.processes(5, GROUPS)))))
                .isInstanceOf(DuplicateScrapeException.class);
    }

    @Test
    void aStreamOfAppendsHandsOutScrapesWholeAndTheOthersOneByOne() {
        events.append(List.of(scrapes.registered()));
        events.append(scrapes.processes(0, GROUPS));
        events.append(List.of(scrapes.host(0)));
        events.append(scrapes.processes(15, GROUPS));

        List<Object> whole = appends.streamed(0, 4);

        assertThat(whole.get(0)).isEqualTo(scrapes.registered());
        assertThat(((ProcessScrape) whole.get(1)).events()).isEqualTo(scrapes.processes(0, GROUPS));
        assertThat(whole.get(2)).isEqualTo(scrapes.host(0));
        assertThat(((ProcessScrape) whole.get(3)).events())
                .isEqualTo(scrapes.processes(15, GROUPS));
    }

    /**
     * Whoever remembers something by names would otherwise keep them once more for each keyframe.
     */
    @Test
    void aKeyframeAndItsDeltasHaveOneObjectForTheirNamesAndServersShareTheStrings() {
        Scrapes neighbour = Scrapes.ofNewServer();
        events.append(scrapes.processes(0, GROUPS));
        events.append(scrapes.processes(15, GROUPS));
        events.append(neighbour.processes(0, GROUPS));

        List<ProcessNames> names =
                appends.streamed(0, 3).stream()
                        .map(scrape -> ((ProcessScrape) scrape).names())
                        .toList();

        assertThat(names.get(1)).isSameAs(names.get(0));
        assertThat(names.get(2).get(0)).isSameAs(names.get(0).get(0));
    }

    @Test
    void aScrapeIsNotMixedWithAnythingElse() {
        ProcessScrape scrape = ProcessScrape.of(scrapes.processes(0, GROUPS));
        assertThatThrownBy(() -> events.append(List.of(scrape, scrape)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alone");
    }
}
