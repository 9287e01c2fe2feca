package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of new names beyond what all servers together may have, on a real database. */
class NamesOfAllTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));
    private static final int ANY_NUMBER = 0;

    private static final UUID WEB = new UUID(1, 1);
    private static final UUID DB = new UUID(2, 2);
    private static final UUID MAIL = new UUID(3, 3);

    private static final String SCRAPES =
            """
            SELECT server_id || ' ' || "timestamp" || ' '
                || string_agg(process_name || '=' || num_procs, ' ' ORDER BY process_name COLLATE "C")
            FROM admiral.process_snapshots
            GROUP BY server_id, "timestamp"
            ORDER BY "timestamp", server_id""";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong sequence = new AtomicLong(1);
    private TestReadModel database;

    @BeforeEach
    void start() {
        database = TestReadModel.create();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void knownNamesGoOnOnAllServersAndNewOnesWaitForTheNextDay() {
        ProcessProjector projector = projector(ANY_NUMBER, 4);
        project(projector, scrape(WEB, NOON, "a", "b", "c"));
        project(projector, scrape(DB, NOON.plusSeconds(1), "a", "d", "e"));
        project(projector, scrape(MAIL, NOON.plusSeconds(2), "d", "c", "f", "g"));
        project(projector, scrape(MAIL, NEXT_DAY, "d", "f"));

        assertThat(namesOfScrapes())
                .containsExactly(
                        "a=1 b=1 c=1", "(other)=1 a=1 d=1", "(other)=2 c=1 d=1", "d=1 f=1");
        assertThat(dictionary()).containsExactly("(other)", "a", "b", "c", "d", "f");
        assertThat(counted("all")).isEqualTo(3);
        assertThat(counted("server")).isZero();
    }

    /** Otherwise who brings many new names would lose the known ones, too. */
    @Test
    void aNameWithoutAKeyTakesNoPlaceOfItsServer() {
        ProcessProjector projector = projector(3, 3);
        project(projector, scrape(WEB, NOON, "k1", "k2"));
        EventMessage many = scrape(DB, NOON.plusSeconds(1), "n1", "n2", "n3", "n4");
        EventMessage known = scrape(DB, NOON.plusSeconds(2), "k1", "k2", "n1");
        database.project(projector, List.of(many, known));

        assertThat(namesOfScrapes())
                .containsExactly("k1=1 k2=1", "(other)=3 n1=1", "k1=1 k2=1 n1=1");
    }

    @Test
    void bothQuotasAreCountedApart() {
        ProcessProjector projector = projector(2, 3);
        project(projector, scrape(WEB, NOON, "a", "b", "c"));
        project(projector, scrape(DB, NOON.plusSeconds(1), "d", "e"));

        assertThat(namesOfScrapes()).containsExactly("(other)=1 a=1 b=1", "(other)=1 d=1");
        assertThat(counted("server")).isEqualTo(1);
        assertThat(counted("all")).isEqualTo(1);
    }

    /** Each with a memory of its own, as shards of several instances have; some names in common. */
    @Test
    void severalInstancesCountTogether() throws Exception {
        int instances = 6;
        int batches = 15;
        int quota = 300;
        try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                int instance = i;
                ProcessProjector projector = projector(ANY_NUMBER, quota);
                done.add(
                        threads.submit(
                                () -> {
                                    for (int batch = 0; batch < batches; batch++) {
                                        project(projector, manyNames(instance, batch));
                                    }
                                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }

        assertThat(dictionary()).hasSize(quota + 1).contains("(other)");
        assertThat(added()).isEqualTo(quota);
        assertThat(namesOfScrapes()).hasSize(instances * batches);
        assertThat(sumOfProcesses()).isEqualTo(instances * batches * 10L);
    }

    private EventMessage manyNames(int instance, int batch) {
        return scrape(
                new UUID(0, instance),
                NOON.plusSeconds(batch),
                IntStream.range(0, 10)
                        .mapToObj(
                                n ->
                                        n < 5
                                                ? "common-%d-%d".formatted(batch, n)
                                                : "own-%d-%d-%d".formatted(instance, batch, n))
                        .toArray(String[]::new));
    }

    /** As far as nobody had the names on a later day: a key that was given then holds from then. */
    @Test
    void aRebuildFindsTheSame() {
        List<EventMessage> stream = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = NOON.plus(Duration.ofHours(2L * i));
            UUID server = i % 2 == 0 ? WEB : DB;
            stream.add(scrape(server, at, "always", "n" + i, "m" + i, "o" + i));
        }
        ProcessProjector projector = projector(12, 20);
        stream.forEach(each -> project(projector, each));
        List<String> before = scrapes();
        long addedBefore = added();
        assertThat(counted("all")).isPositive();

        Grouping.BY_NAME
                .tables()
                .forEach(table -> database.jdbc().execute("TRUNCATE admiral." + table.name()));
        database.project(projector(12, 20), stream);

        assertThat(scrapes()).isEqualTo(before).hasSize(40);
        assertThat(added()).isEqualTo(addedBefore);
    }

    @Test
    void noQuotaCountsNothing() {
        project(projector(ANY_NUMBER, ANY_NUMBER), scrape(WEB, NOON, "a", "b", "c"));

        assertThat(dictionary()).containsExactly("a", "b", "c");
        assertThat(added()).isZero();
    }

    private ProcessProjector projector(int namesPerDay, int newNamesPerDay) {
        Dictionaries dictionaries = database.dictionaries(newNamesPerDay);
        return new ProcessProjector(
                Grouping.BY_NAME,
                database.model(),
                dictionaries,
                new ProjectionCounters(meters, "processes", 0),
                namesPerDay);
    }

    private void project(ProcessProjector projector, EventMessage scrape) {
        database.project(projector, List.of(scrape));
    }

    private EventMessage scrape(UUID server, Instant at, String... names) {
        List<ProcessSampled> samples =
                Stream.of(names)
                        .map(name -> new ProcessSampled(server, at, name, 1, 1.5, 4096))
                        .toList();
        return SampleMessage.stored(0, sequence.getAndAdd(names.length), ProcessScrape.of(samples));
    }

    private double counted(String quota) {
        return meters.get("nodepulse.projection.other.names").tag("quota", quota).counter().count();
    }

    private List<String> scrapes() {
        return database.jdbc().query(SCRAPES, (row, number) -> row.getString(1));
    }

    /** Without the server and the time. */
    private List<String> namesOfScrapes() {
        return scrapes().stream().map(line -> line.split(" ", 4)[3]).toList();
    }

    private List<String> dictionary() {
        return database.jdbc()
                .query(
                        "SELECT name FROM admiral.process_names ORDER BY name COLLATE \"C\"",
                        (row, number) -> row.getString(1));
    }

    private long added() {
        return number("SELECT coalesce(sum(names), 0) FROM admiral.process_names_added");
    }

    private long sumOfProcesses() {
        return number("SELECT sum(num_procs) FROM admiral.process_snapshots");
    }

    private long number(String sql) {
        Long number = database.jdbc().queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }
}
