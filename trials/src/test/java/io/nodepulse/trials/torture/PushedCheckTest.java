package io.nodepulse.trials.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.trials.torture.PushedCheck.Lost;
import io.nodepulse.trials.torture.StubbornAgent.Acknowledged;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** That the torture finds what is wrong in a store: an agent that pushed three scrapes. */
class PushedCheckTest {

    private static final int AGENT = 3;
    private static final int OTHER = 4;
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(1);
    private static final Instant UNACKNOWLEDGED = FIRST.plusSeconds(2);
    private static final Instant NEVER_PUSHED = FIRST.plusSeconds(3);
    private static final int WHOLE = PushedSample.OF_A_SCRAPE;

    @Test
    void tellsLostDoubledAndForeignSamples() {
        assertFound(store -> {}, new StoreFindings(0, 2 * WHOLE, 0, 0));
        assertFound(PushedCheckTest::addBoth, new StoreFindings(2 * WHOLE, 0, 0, 0));
        assertFound(
                store -> {
                    addBoth(store);
                    add(store, UNACKNOWLEDGED, PushedSample.ofScrape(AGENT, 2));
                },
                new StoreFindings(3 * WHOLE, 0, 0, 0));
        assertFound(
                store -> add(store, FIRST, PushedSample.ofScrape(AGENT, 0).subList(0, 5)),
                new StoreFindings(5, 2 * WHOLE - 5, 0, 0));
        assertFound(
                store -> {
                    addBoth(store);
                    add(store, SECOND, PushedSample.ofScrape(AGENT, 1).subList(0, 2));
                },
                new StoreFindings(2 * WHOLE + 2, 0, 2, 0));
        assertFound(
                store -> {
                    addBoth(store);
                    add(store, SECOND, PushedSample.ofScrape(OTHER, 1));
                    add(store, NEVER_PUSHED, PushedSample.ofScrape(AGENT, 3).subList(0, 1));
                },
                new StoreFindings(3 * WHOLE + 1, 0, 0, WHOLE + 1));
    }

    @Test
    void aValueOfAnotherScrapeIsForeignAndItsOwnIsLost() {
        assertFound(
                store -> {
                    add(store, FIRST, PushedSample.ofScrape(AGENT, 0));
                    add(store, SECOND, PushedSample.ofScrape(AGENT, 0).subList(0, 1));
                    add(store, SECOND, PushedSample.ofScrape(AGENT, 1).subList(1, WHOLE));
                },
                new StoreFindings(2 * WHOLE, 1, 0, 1));
    }

    @Test
    void aNameOfAnotherAgentIsForeign() {
        PushedSample own = PushedSample.ofScrape(AGENT, 0).getFirst();
        PushedSample renamed =
                new PushedSample(
                        PushedSample.ofScrape(OTHER, 0).getFirst().name(),
                        own.numProcs(),
                        own.cpuSeconds(),
                        own.residentBytes());
        assertFound(
                store -> {
                    addBoth(store);
                    store.add(FIRST, renamed);
                },
                new StoreFindings(2 * WHOLE + 1, 0, 0, 1));
    }

    @Test
    void noTwoAgentsOrScrapesMakeUpTheSameSample() {
        List<PushedSample> all =
                List.of(
                                PushedSample.ofScrape(0, 0),
                                PushedSample.ofScrape(0, 1),
                                PushedSample.ofScrape(0, 1_000),
                                PushedSample.ofScrape(1, 0),
                                PushedSample.ofScrape(1, 1_000))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all).allMatch(sample -> PushedSample.isMadeUp(sample.name()));
        assertThat(PushedSample.isMadeUp("java")).isFalse();
    }

    @Test
    void aLossIsNamedByARangeThatWasFoundAfterIt() {
        Lost first = new Lost(WHOLE, FIRST);
        Lost second = new Lost(WHOLE, SECOND);
        LostRange before = range(0, 1, WHOLE, FIRST.minusSeconds(1));
        LostRange between = range(0, 1, WHOLE, FIRST);
        LostRange after = range(0, WHOLE + 1, 2 * WHOLE, SECOND);
        assertUnnamed(List.of(), List.of());
        assertUnnamed(List.of(), List.of(first), first);
        assertUnnamed(List.of(before), List.of(first), first);
        assertUnnamed(List.of(between), List.of(first));
        assertUnnamed(List.of(between), List.of(first, first), first);
        assertUnnamed(List.of(between), List.of(first, second), second);
        assertUnnamed(List.of(after), List.of(first, second), first);
        assertUnnamed(List.of(between, after), List.of(first, second));
        assertUnnamed(List.of(after, before), List.of(first, second), first);
        assertUnnamed(
                List.of(range(0, 1, 5, SECOND)), List.of(second), new Lost(WHOLE - 5, SECOND));
        assertUnnamed(List.of(range(1, 1, WHOLE, SECOND)), List.of(first), first);
    }

    @Test
    void theReadModelMayLackWhatTheEventStoreLost() {
        CheckedStore events = new CheckedStore();
        events.add(AGENT, 0, check(store -> add(store, FIRST, PushedSample.ofScrape(AGENT, 0))));
        CheckedStore all = new CheckedStore();
        all.add(AGENT, CheckedStore.UNKNOWN_SHARD, check(PushedCheckTest::addBoth));
        CheckedStore none = new CheckedStore();
        none.add(AGENT, CheckedStore.UNKNOWN_SHARD, check(store -> {}));
        assertThat(all.lacksOf(events)).isZero();
        assertThat(events.lacksOf(events)).isZero();
        assertThat(none.lacksOf(events)).isEqualTo(WHOLE);
    }

    /** Numbers that stood for lost events, were given to others, and went with those. */
    @Test
    void numbersThatWereGivenAgainNameTwoEvents() {
        LostRange now = range(0, 1, 2 * WHOLE, SECOND);
        LostRange seen = new LostRange(0, 1, 2 * WHOLE, WHOLE, "rolled back", SECOND);
        List<Lost> lost = List.of(new Lost(3 * WHOLE, FIRST));
        assertUnnamed(List.of(now), lost, new Lost(WHOLE, FIRST));
        assertThat(Named.of(List.of(now), List.of(seen)).unnamed(0, lost)).isEmpty();
        assertThat(Named.of(List.of(now, seen), List.of(seen)).events()).isEqualTo(4 * WHOLE);
        assertThat(Named.of(List.of(now), List.of(now)).events()).isEqualTo(2 * WHOLE);
        LostRange before = new LostRange(0, 1, WHOLE, 0, "rolled back", FIRST);
        assertThat(Named.of(List.of(before), List.of(seen)).events()).isEqualTo(2 * WHOLE);
    }

    private static LostRange range(int shard, long first, long last, Instant at) {
        return new LostRange(shard, first, last, 0, "of " + at, at);
    }

    private static void assertUnnamed(List<LostRange> ranges, List<Lost> lost, Lost... unnamed) {
        assertThat(new Named(ranges).unnamed(0, lost)).containsExactly(unnamed);
    }

    private static void assertFound(Consumer<StoredSamples> stored, StoreFindings findings) {
        assertThat(check(stored).findings()).isEqualTo(findings);
    }

    private static PushedCheck check(Consumer<StoredSamples> stored) {
        PushedCheck check =
                new PushedCheck(
                        AGENT,
                        Map.of(FIRST, 0, SECOND, 1, UNACKNOWLEDGED, 2),
                        Map.of(
                                FIRST, new Acknowledged(0, FIRST),
                                SECOND, new Acknowledged(1, SECOND)));
        stored.accept(check);
        return check;
    }

    private static void addBoth(StoredSamples store) {
        add(store, FIRST, PushedSample.ofScrape(AGENT, 0));
        add(store, SECOND, PushedSample.ofScrape(AGENT, 1));
    }

    private static void add(StoredSamples store, Instant at, List<PushedSample> samples) {
        samples.forEach(sample -> store.add(at, sample));
    }
}
