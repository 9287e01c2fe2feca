package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of names beyond the quota, on a real database. */
class NameQuotaTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final UUID SERVER = new UUID(1, 2);
    private static final String SCRAPES =
            """
            SELECT server_id || ' ' || extract(epoch FROM "timestamp")::bigint || ' '
                || string_agg(process_name || ' ' || num_procs || ' ' || cpu_seconds_total || ' '
                              || memory_bytes, ', ' ORDER BY process_name)
            FROM admiral.process_snapshots
            GROUP BY server_id, "timestamp"
            ORDER BY 1""";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long sequence = 1;

    private EventMessage scrape(UUID server, Instant at, String... names) {
        List<ProcessSampled> samples =
                Stream.of(names)
                        .map(name -> new ProcessSampled(server, at, name, 2, 1.5, 4096))
                        .toList();
        EventMessage message = SampleMessage.stored(0, sequence, ProcessScrape.of(samples));
        sequence += names.length;
        return message;
    }

    private ProcessProjector projector(TestReadModel database, int quota) {
        return new ProcessProjector(
                Grouping.BY_NAME,
                database.model(),
                database.dictionaries(),
                new ProjectionCounters(meters, "processes", 0),
                quota);
    }

    private static List<String> scrapes(TestReadModel database) {
        return texts(database, SCRAPES);
    }

    private static List<String> dictionary(TestReadModel database) {
        return texts(database, "SELECT name FROM admiral.process_names ORDER BY name");
    }

    private static List<String> texts(TestReadModel database, String sql) {
        return database.jdbc().query(sql, (row, number) -> row.getString(1));
    }

    private static String seen(Instant at, String rows) {
        return SERVER + " " + at.getEpochSecond() + " " + rows;
    }

    @Test
    void namesBeyondTheQuotaCountTogetherUntilTheNextDay() {
        try (TestReadModel database = TestReadModel.create()) {
            ProcessProjector projector = projector(database, 3);
            Instant second = NOON.plusSeconds(15);
            Instant third = NOON.plusSeconds(30);
            Instant nextDay = NOON.plus(Duration.ofHours(12));
            database.project(projector, List.of(scrape(SERVER, NOON, "a", "b")));
            database.project(projector, List.of(scrape(SERVER, second, "c", "d", "e", "a")));
            database.project(projector, List.of(scrape(SERVER, third, "e", "(other)", "b")));
            assertThat(dictionary(database)).containsExactly("(other)", "a", "b", "c");

            database.project(projector, List.of(scrape(SERVER, nextDay, "d")));

            assertThat(scrapes(database))
                    .containsExactly(
                            seen(NOON, "a 2 1.5 4096, b 2 1.5 4096"),
                            seen(second, "(other) 4 0 8192, a 2 1.5 4096, c 2 1.5 4096"),
                            seen(third, "(other) 4 0 8192, b 2 1.5 4096"),
                            seen(nextDay, "d 2 1.5 4096"));
            assertThat(meters.get("nodepulse.projection.other.names").counter().count())
                    .isEqualTo(4);
        }
    }

    @Test
    void oneServersNamesCostNoOtherOne() {
        try (TestReadModel database = TestReadModel.create()) {
            ProcessProjector projector = projector(database, 2);
            UUID other = new UUID(3, 4);
            database.project(
                    projector,
                    List.of(
                            scrape(SERVER, NOON, "a", "b", "c"),
                            scrape(other, NOON, "d", "e"),
                            scrape(other, NOON.plusSeconds(15), "d", "e")));

            assertThat(dictionary(database)).containsExactly("(other)", "a", "b", "d", "e");
        }
    }

    @Test
    void noQuotaKeepsAll() {
        try (TestReadModel database = TestReadModel.create()) {
            database.project(projector(database, 0), List.of(scrape(SERVER, NOON, "a", "b", "c")));

            assertThat(dictionary(database)).containsExactly("a", "b", "c");
        }
    }

    /** What is kept depends on nothing but the scrapes: not on batches, restarts or other names. */
    @Test
    void itIsTheSameHoweverTheStreamIsCut() {
        List<EventMessage> stream = randomStream(new Random(11));
        try (TestReadModel whole = TestReadModel.create();
                TestReadModel cut = TestReadModel.create()) {
            whole.project(projector(whole, 5), stream);
            stream.forEach(each -> cut.project(projector(cut, 5), List.of(each)));

            assertThat(scrapes(cut)).isEqualTo(scrapes(whole)).hasSize(stream.size());
            assertThat(dictionary(cut)).isEqualTo(dictionary(whole));
            assertThat(expected(stream)).isEqualTo(namesByDay(whole));
        }
    }

    private List<EventMessage> randomStream(Random random) {
        List<EventMessage> stream = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Set<String> names = new LinkedHashSet<>();
            while (names.size() < 3) {
                names.add("n" + random.nextInt(12));
            }
            UUID server = new UUID(0, 1 + random.nextInt(2));
            Instant at = NOON.plus(Duration.ofHours(i));
            stream.add(scrape(server, at, names.toArray(String[]::new)));
        }
        return stream;
    }

    /** The first five names of each server and day, found in the plainest way. */
    private static Map<String, Set<String>> expected(List<EventMessage> stream) {
        Map<String, Set<String>> first = new TreeMap<>();
        for (EventMessage message : stream) {
            ProcessScrape scrape = (ProcessScrape) Objects.requireNonNull(message.payload());
            Set<String> names =
                    first.computeIfAbsent(
                            scrape.serverId()
                                    + " "
                                    + scrape.sampledAt().toString().substring(0, 10),
                            key -> new LinkedHashSet<>());
            for (int i = 0; i < scrape.size() && names.size() < 5; i++) {
                names.add(scrape.names().get(i));
            }
        }
        return first;
    }

    private static Map<String, Set<String>> namesByDay(TestReadModel database) {
        Map<String, Set<String>> found = new TreeMap<>();
        database.jdbc()
                .query(
                        """
                        SELECT DISTINCT server_id || ' ' || ("timestamp" AT TIME ZONE 'UTC')::date, process_name
                        FROM admiral.process_snapshots
                        WHERE process_name <> '(other)'""",
                        row -> {
                            found.computeIfAbsent(row.getString(1), key -> new LinkedHashSet<>())
                                    .add(row.getString(2));
                        });
        return found;
    }

    /** One agent with 20 scrapes of 2,000 long names each, all different. */
    @Test
    void theDictionaryStopsGrowing() {
        long without = grownBy(0);
        long with = grownBy(500);

        System.out.printf("names of an attack: %,d bytes without quota, %,d with%n", without, with);
        assertThat(without).isGreaterThan(20_000_000);
        assertThat(with).isLessThan(1_500_000);
    }

    private long grownBy(int quota) {
        try (TestReadModel database = TestReadModel.create()) {
            ProcessProjector projector = projector(database, quota);
            long before = namesBytes(database);
            Random random = new Random(5);
            for (int i = 0; i < 20; i++) {
                Instant at = NOON.plusSeconds(15L * i);
                database.project(projector, List.of(scrape(SERVER, at, longNames(random))));
            }
            return namesBytes(database) - before;
        }
    }

    private static String[] longNames(Random random) {
        return IntStream.range(0, 2_000)
                .mapToObj(
                        n ->
                                random.ints(256, '!', '~')
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString())
                .toArray(String[]::new);
    }

    private static long namesBytes(TestReadModel database) {
        Long bytes =
                database.jdbc()
                        .queryForObject(
                                "SELECT pg_total_relation_size('admiral.process_names')",
                                Long.class);
        return bytes == null ? 0 : bytes;
    }
}
