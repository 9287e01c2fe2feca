package io.nodepulse.projections.process;

import io.nodepulse.embedded.LongRun;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.dictionary.ServerKey;
import io.nodepulse.projections.process.SeededHistory.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The tree of time against brute force over every sample, for many seeded histories. */
class ProcessWindowTest {

    private static final int SEEDS = LongRun.of(20, 300);

    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");

    private static TestReadModel database;

    @BeforeAll
    static void createDatabase() {
        database = TestReadModel.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Test
    void windowsOfManyHistoriesAddUp() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Duration length =
                    seed % 10 == 0
                            ? Duration.ofDays(seed % 20 == 0 ? 120 : 8)
                            : Duration.ofMinutes(random.nextInt(1, 3000));
            Duration interval = length.dividedBy(random.nextInt(20, 400)).plusSeconds(5);
            agrees(seed, new Shape(random.nextInt(1, 12), length, interval), random);
        }
    }

    @Test
    void windowsOfTwoThousandGroupsAddUp() {
        Shape shape = new Shape(2_000, Duration.ofMinutes(30), Duration.ofSeconds(30));
        agrees(1_000_001, shape, new Random(1));
    }

    private static void agrees(long seed, Shape shape, Random random) {
        SeededHistory history = new SeededHistory(seed, shape);
        new RandomBatches(database).project(history.until(NOW), random);
        BruteForce reference = BruteForce.read(database.jdbc(), history.serverId());
        ServerKey server = database.dictionaries().servers().get(history.serverId());
        WindowComparison windows = new WindowComparison(database.jdbc());
        TimeGrid grid = new TimeGrid(server.gridOffsetMs());
        for (int hours : new int[] {1, 6, 24, 168}) {
            Instant from = minute(grid, NOW.minus(Duration.ofHours(hours)));
            windows.compare("seed " + seed, reference, server, from, Instant.MAX);
        }
        for (int i = 0; i < 4; i++) {
            long lengthMs = shape.length().toMillis();
            Instant from = NOW.minusMillis(random.nextLong(lengthMs + 1));
            Instant to = from.plusMillis(random.nextLong(lengthMs + 1)).plusSeconds(60);
            windows.compare(
                    "seed " + seed, reference, server, minute(grid, from), minute(grid, to));
        }
    }

    /** The grid line at or before the instant. */
    private static Instant minute(TimeGrid grid, Instant instant) {
        return Instant.ofEpochMilli(grid.parentOf(Tier.MINUTE, instant.toEpochMilli()));
    }
}
