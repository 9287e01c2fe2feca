package io.nodepulse.projections.process;

import static io.nodepulse.projections.process.ChangeKind.COUNT;
import static io.nodepulse.projections.process.ChangeKind.ENDED;
import static io.nodepulse.projections.process.ChangeKind.MEMORY;
import static io.nodepulse.projections.process.ChangeKind.RESTARTED;
import static io.nodepulse.projections.process.ChangeKind.STARTED;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.ProcessMetric;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What becomes of process groups between scrapes. */
class ChangeStepTest {

    private static final TimeGrid GRID = new TimeGrid(0);
    private static final long NOON = 1_761_825_600_000L;
    private static final long MIB = 1 << 20;

    /** One group in a scrape; a start of 0 is not known. */
    private record Group(int key, int procs, double cpu, long bytes, double startSeconds) {}

    private record Change(int key, ChangeKind kind, long before, long after) {}

    @Test
    void theFirstScrapeOfAServerChangesNothing() {
        assertThat(changes(List.of(scrape(0, group(1), group(2))))).isEmpty();
    }

    @Test
    void groupsStartAndEnd() {
        assertThat(last(List.of(group(1), group(2)), List.of(group(2), group(3))))
                .containsExactlyInAnyOrder(
                        new Change(3, STARTED, 0, 0), new Change(1, ENDED, MIB, 0));
    }

    @Test
    void aGroupThatEndedInAGapHasEnded() {
        List<ChangeRow> rows =
                changes(List.of(scrape(0, group(1), group(2)), scrape(900_000, group(2))));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().sinceMs()).isEqualTo(NOON);
        assertThat(read(rows.getFirst())).containsExactly(new Change(1, ENDED, MIB, 0));
    }

    @Test
    void afterALongSilenceNothingIsCompared() {
        assertThat(changes(List.of(scrape(0, group(1)), scrape(3_600_000, group(2))))).hasSize(1);
        assertThat(changes(List.of(scrape(0, group(1)), scrape(3_600_001, group(2))))).isEmpty();
    }

    /** Between two scrapes it ended and started: only its start time tells. */
    @Test
    void aRestartWithinAnIntervalIsSeenByTheStartTime() {
        assertThat(
                        last(
                                List.of(new Group(1, 1, 50, MIB, 1_000), group(2)),
                                List.of(new Group(1, 1, 60, MIB, 1_007.5), group(2))))
                .containsExactly(new Change(1, RESTARTED, 1_000_000, 1_007_500));
    }

    @Test
    void aStartTimeThatIsCorrectedIsNoRestart() {
        assertThat(
                        last(
                                List.of(new Group(1, 1, 50, MIB, 1_000), group(2)),
                                List.of(new Group(1, 1, 2, MIB, 1_001.9), group(2))))
                .isEmpty();
        assertThat(
                        last(
                                List.of(new Group(1, 1, 50, MIB, 1_000), group(2)),
                                List.of(new Group(1, 1, 60, MIB, 400), group(2))))
                .isEmpty();
    }

    @Test
    void withoutStartTimesAFallOfTheCounterIsARestart() {
        assertThat(
                        last(
                                List.of(new Group(1, 1, 50, MIB, 0), new Group(2, 1, 9, MIB, 0)),
                                List.of(new Group(1, 1, 2, MIB, 0), new Group(2, 1, 9, MIB, 0))))
                .containsExactly(new Change(1, RESTARTED, 0, 0));
    }

    /** An agent that was started again counts from 0. */
    @Test
    void whereAllCountersFallNothingRestarted() {
        assertThat(
                        last(
                                List.of(new Group(1, 1, 50, MIB, 0), new Group(2, 1, 9, MIB, 0)),
                                List.of(new Group(1, 1, 2, MIB, 0), new Group(2, 1, 0, MIB, 0))))
                .isEmpty();
    }

    @Test
    void jumpsOfNumberAndMemory() {
        assertThat(
                        last(
                                List.of(
                                        new Group(1, 4, 1, 100 * MIB, 0),
                                        new Group(2, 4, 1, 900 * MIB, 0),
                                        new Group(3, 40, 1, 900 * MIB, 0)),
                                List.of(
                                        new Group(1, 9, 1, 300 * MIB, 0),
                                        new Group(2, 8, 1, 600 * MIB, 0),
                                        new Group(3, 20, 1, 1_300 * MIB, 0))))
                .containsExactly(
                        new Change(1, COUNT, 4, 9),
                        new Change(2, MEMORY, 900 * MIB, 600 * MIB),
                        new Change(3, COUNT, 40, 20));
    }

    @Test
    void manyChangesOfAScrapeAreCounted() {
        Group[] many =
                IntStream.rangeClosed(2, 700).mapToObj(ChangeStepTest::group).toArray(Group[]::new);
        ChangeRow row = changes(List.of(scrape(0, group(1)), scrape(15_000, many))).getFirst();
        assertThat(row.nameKeys()).hasSize(ChangeRow.MAX_CHANGES);
        assertThat(row.omitted()).isEqualTo(700 - ChangeRow.MAX_CHANGES);
    }

    /**
     * Starts and ends of seeded servers against the difference of two sets, in batches of any size.
     */
    @Test
    void startsAndEndsAreThoseOfTheSets() {
        for (int seed = 1; seed <= 200; seed++) {
            List<Scrape> scrapes = new SeededFigures(seed).scrapes(60);
            List<Change> expected = new ArrayList<>();
            for (int i = 1; i < scrapes.size(); i++) {
                if (scrapes.get(i).atMs() - scrapes.get(i - 1).atMs() > 3_600_000) {
                    continue;
                }
                Set<Integer> before = keys(scrapes.get(i - 1));
                Set<Integer> now = keys(scrapes.get(i));
                now.stream()
                        .filter(key -> !before.contains(key))
                        .forEach(key -> expected.add(new Change(key, STARTED, 0, 0)));
                before.stream()
                        .filter(key -> !now.contains(key))
                        .forEach(key -> expected.add(new Change(key, ENDED, 0, 0)));
            }
            List<Change> found =
                    batches(scrapes, new Random(seed)).stream()
                            .flatMap(row -> read(row).stream())
                            .filter(change -> change.kind == STARTED || change.kind == ENDED)
                            .map(change -> new Change(change.key, change.kind, 0, 0))
                            .toList();
            assertThat(found).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Set<Integer> keys(Scrape scrape) {
        Set<Integer> keys = new HashSet<>();
        Arrays.stream(scrape.nameKeys()).forEach(keys::add);
        return keys;
    }

    private static List<ChangeRow> batches(List<Scrape> scrapes, Random random) {
        List<ChangeRow> rows = new ArrayList<>();
        @Nullable TrackState state = null;
        for (int from = 0; from < scrapes.size(); ) {
            int to = Math.min(scrapes.size(), from + 1 + random.nextInt(20));
            ServerTrack track = new ServerTrack(GRID, state, List.of());
            scrapes.subList(from, to).forEach(track::take);
            state = track.after(null);
            rows.addAll(track.changes());
            from = to;
        }
        return rows;
    }

    private static List<Change> last(List<Group> before, List<Group> after) {
        List<ChangeRow> rows =
                changes(
                        List.of(
                                scrape(0, before.toArray(Group[]::new)),
                                scrape(15_000, after.toArray(Group[]::new))));
        return rows.isEmpty() ? List.of() : read(rows.getFirst());
    }

    private static List<ChangeRow> changes(List<Scrape> scrapes) {
        ServerTrack track = new ServerTrack(GRID, null, List.of());
        scrapes.forEach(track::take);
        return track.changes();
    }

    private static List<Change> read(ChangeRow row) {
        return IntStream.range(0, row.nameKeys().length)
                .mapToObj(
                        i ->
                                new Change(
                                        row.nameKeys()[i],
                                        kind(row.kinds()[i]),
                                        row.before()[i],
                                        row.after()[i]))
                .toList();
    }

    private static ChangeKind kind(int code) {
        return Arrays.stream(ChangeKind.values())
                .filter(kind -> kind.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static Group group(int key) {
        return new Group(key, 1, 10, MIB, 0);
    }

    private static Scrape scrape(long afterMs, Group... groups) {
        SparseTable.Builder figures = new SparseTable.Builder();
        figures.put(
                ProcessMetric.OLDEST_START_SECONDS.code(),
                Arrays.stream(groups)
                        .mapToLong(
                                group ->
                                        group.startSeconds == 0
                                                ? 0
                                                : FigureParts.number(
                                                        ProcessMetric.OLDEST_START_SECONDS,
                                                        group.startSeconds))
                        .toArray());
        return new Scrape(
                1,
                NOON + afterMs,
                1,
                Arrays.stream(groups).mapToInt(Group::key).toArray(),
                Arrays.stream(groups).mapToInt(Group::procs).toArray(),
                Arrays.stream(groups).mapToDouble(Group::cpu).toArray(),
                Arrays.stream(groups).mapToLong(Group::bytes).toArray(),
                figures.build());
    }
}
