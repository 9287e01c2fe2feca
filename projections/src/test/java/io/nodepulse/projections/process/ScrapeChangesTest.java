package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.sql.Instants;
import io.nodepulse.projections.stream.EventId;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Scrapes that are stored as changes come back from SQL as they were, to the last bit, beside what
 * was put in and is kept in memory.
 */
class ScrapeChangesTest {

    private static final Instant END = Instant.parse("2026-03-10T12:34:56.789Z");

    private static final String ROWS =
            """
            SELECT id, "timestamp", process_name, num_procs, float8send(cpu_seconds_total), memory_bytes
            FROM admiral.process_snapshots WHERE server_id = ? ORDER BY id""";

    /** As the dictionary gave them. */
    private static final Map<String, Integer> KEYS = new HashMap<>();

    private static TestReadModel database;

    /** A row of the view. */
    private record Row(
            long id,
            Instant at,
            String name,
            int numProcs,
            long cpuSecondsBits,
            long residentBytes) {

        private static Row of(long id, GroupSample sample) {
            return new Row(
                    id,
                    sample.sampledAt(),
                    sample.name(),
                    sample.numProcs(),
                    Double.doubleToRawLongBits(sample.cpuSeconds()),
                    sample.memoryBytes());
        }
    }

    @BeforeAll
    static void createDatabase() {
        database = TestReadModel.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    private static List<Row> rows(UUID server) {
        return database.jdbc()
                .query(
                        ROWS,
                        (row, n) ->
                                new Row(
                                        row.getLong(1),
                                        Instants.instant(row, 2),
                                        row.getString(3),
                                        row.getInt(4),
                                        new BigInteger(row.getBytes(5)).longValue(),
                                        row.getLong(6)),
                        server.toString());
    }

    /** What the view should show: of a scrape's samples, in the order of their names' keys. */
    private static List<Row> expected(List<EventMessage> scrapes) {
        List<Row> rows = new ArrayList<>();
        Instant last = Instant.MIN;
        for (EventMessage message : scrapes) {
            ProcessScrape scrape = Objects.requireNonNull((ProcessScrape) message.payload());
            if (!scrape.sampledAt().isAfter(last)) {
                continue;
            }
            last = scrape.sampledAt();
            long first = EventId.parse(message.identifier()).asLong();
            List<GroupSample> samples = byKey(scrape);
            for (int i = 0; i < samples.size(); i++) {
                rows.add(Row.of(first + ((long) i << 10), samples.get(i)));
            }
        }
        return rows;
    }

    private static List<GroupSample> byKey(ProcessScrape scrape) {
        return IntStream.range(0, scrape.size())
                .mapToObj(scrape::event)
                .sorted(Comparator.comparingInt(each -> keyOf(each.name())))
                .toList();
    }

    private static int keyOf(String name) {
        return KEYS.computeIfAbsent(
                name,
                asked ->
                        database.jdbc()
                                .queryForObject(
                                        "SELECT name_key FROM admiral.process_names WHERE name = ?",
                                        Integer.class,
                                        asked));
    }

    @Test
    void livesOfManyServersComeBack() {
        for (int seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            Duration length = Duration.ofMinutes(random.nextInt(1, 1_500));
            SeededHistory.Shape shape =
                    new SeededHistory.Shape(
                            random.nextInt(1, 20),
                            length,
                            length.dividedBy(random.nextInt(20, 400)).plusSeconds(5));
            SeededHistory history = new SeededHistory(seed, shape);
            List<EventMessage> scrapes = history.until(END);
            new RandomBatches(database).project(scrapes, random);
            assertThat(rows(history.serverId())).as("seed %d", seed).isEqualTo(expected(scrapes));
        }
    }

    private static double counter(Random random, double last) {
        return switch (random.nextInt(12)) {
            case 0 -> Math.round(random.nextDouble() * 1e8) / 100.0;
            case 1 -> random.nextDouble();
            case 2 -> last + 0.1 + 0.2;
            case 3 -> Math.nextUp(last);
            case 4 -> random.nextDouble() * Double.MIN_NORMAL;
            case 5 -> random.nextDouble() * 1e300;
            case 6 -> 0;
            case 7 -> 1e13 + random.nextDouble();
            case 8 -> Math.scalb(1.0, random.nextInt(-300, 80));
            default -> last;
        };
    }

    private static long bytes(Random random, long last) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(Long.MAX_VALUE);
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            case 3 -> 4096L * random.nextInt(1, 1_000_000);
            case 4 -> random.nextInt(100_000);
            default -> last;
        };
    }

    /** Most numbers stay from scrape to scrape, as they do in life; a few names are absent. */
    private static List<EventMessage> scrapesOfAnyNumbers(UUID server, Random random) {
        List<EventMessage> scrapes = new ArrayList<>();
        double[] cpu = new double[30];
        long[] resident = new long[cpu.length];
        long sequence = 1;
        for (int i = 0; i < 2_000; i++) {
            Instant at = END.plusSeconds(15L * i);
            List<ProcessSampled> samples = new ArrayList<>();
            for (int n = 0; n < cpu.length; n++) {
                if (random.nextInt(20) == 0) {
                    cpu[n] = counter(random, cpu[n]);
                    resident[n] = bytes(random, resident[n]);
                }
                if (random.nextInt(100) > 0 || samples.isEmpty()) {
                    int procs = random.nextInt(50) == 0 ? random.nextInt(Integer.MAX_VALUE) : n;
                    samples.add(
                            new ProcessSampled(server, at, "any-" + n, procs, cpu[n], resident[n]));
                }
            }
            scrapes.add(SampleMessage.stored(0, sequence, ProcessScrape.of(samples)));
            sequence += samples.size();
        }
        return scrapes;
    }

    @Test
    void everyBitOfAnyNumberComesBack() {
        UUID server = UUID.randomUUID();
        Random random = new Random(11);
        List<EventMessage> scrapes = scrapesOfAnyNumbers(server, random);
        new RandomBatches(database).project(scrapes, random);
        assertThat(rows(server)).isEqualTo(expected(scrapes));
        assertThat(share(server)).as("of the scrapes are stored as changes").isGreaterThan(0.5);
    }

    private static double share(UUID server) {
        Double share =
                database.jdbc()
                        .queryForObject(
                                """
                                SELECT avg((changes IS NOT NULL)::integer)
                                FROM admiral.process_scrapes JOIN admiral.servers USING (server_key)
                                WHERE server_id = ?""",
                                Double.class,
                                server);
        return share == null ? 0 : share;
    }
}
