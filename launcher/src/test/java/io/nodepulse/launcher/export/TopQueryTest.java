package io.nodepulse.launcher.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The query of the documents, against sums that were made by hand. */
class TopQueryTest {

    private static final UUID SERVER = new UUID(3, 4);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final double ABSENT = -1;

    @TempDir private Path dir;

    private Exported done = new Exported(1, "", "", Path.of(""));

    /** Seconds after noon, then the counter of each process, or that it is not there. */
    private static final double[][] SCRAPES = {
        // at, even, reset, born, died, paused
        {-60, 1, 100, ABSENT, 50, 1},
        {0, 2, 200, ABSENT, 51, 2},
        {60, 3, 300, ABSENT, 52, ABSENT},
        {120, 4, 10, 7, ABSENT, ABSENT},
        {360, 5, 20, 9, ABSENT, 40},
        {720, 6, 30, 9.5, ABSENT, 41},
        {780, 7, 40, 10.5, ABSENT, 42},
        {840, 8, 41, 11.5, ABSENT, 43},
    };

    private static final List<String> NAMES = List.of("even", "reset", "born", "died", "paused");

    @BeforeEach
    void export() throws IOException {
        MadeShard shard = new MadeShard(dir.resolve("segments"), 0, SigningKey.generate());
        for (double[] scrape : SCRAPES) {
            shard.scrape(samples(scrape));
        }
        shard.segment();
        done = Exported.run(dir.resolve("segments"), dir.resolve("out"));
        assertThat(done.code()).isZero();
    }

    @Test
    void resetsBirthsDeathsAndGapsCountAsInTheApi() throws Exception {
        // From noon on, up to 780 s. Scrapes cover 60 + 60 + 240 + 60 = 420 s: not the 360 s.
        assertThat(top(NOON, NOON.plusSeconds(780)))
                .containsExactly(
                        // 100 up, then 10 of a new life, 10, 10: reset, and 10 after the long gap
                        // that counts not
                        "reset 30.95 30.95 130.0 420.0",
                        // 1 + 1 + 1 + 1
                        "even 0.95 0.95 4.0 420.0",
                        // first sight at 120: 2 in 240 s, 1 in 60 s
                        "born 0.71 1.0 3.0 300.0",
                        // 6 minutes away: only the minute after its return and the long gap is left
                        "died 0.24 1.67 1.0 60.0",
                        "paused 0.24 1.67 1.0 60.0");
    }

    @Test
    void anEdgeOnAScrapeBelongsToTheIntervalThatEndsThere() throws Exception {
        assertThat(top(NOON.minusSeconds(1), NOON))
                .containsExactly(
                        "reset 166.67 166.67 100.0 60.0",
                        "died 1.67 1.67 1.0 60.0",
                        "even 1.67 1.67 1.0 60.0",
                        "paused 1.67 1.67 1.0 60.0");
        assertThat(top(NOON.plusSeconds(360), NOON.plusSeconds(720)))
                .containsExactly(
                        "born null null null null",
                        "even null null null null",
                        "paused null null null null",
                        "reset null null null null");
    }

    private static List<ProcessSampled> samples(double[] scrape) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if (scrape[i + 1] != ABSENT) {
                samples.add(
                        new ProcessSampled(
                                SERVER,
                                NOON.plusSeconds((long) scrape[0]),
                                NAMES.get(i),
                                1,
                                scrape[i + 1],
                                4_096));
            }
        }
        return samples;
    }

    private List<String> top(Instant from, Instant to) throws SQLException, IOException {
        return DuckDb.rows(
                TopQueryTest::words,
                "SET VARIABLE files = '%s'".formatted(done.glob()),
                "SET VARIABLE server = '%s'".formatted(SERVER),
                "SET VARIABLE from_ms = %d".formatted(from.toEpochMilli()),
                "SET VARIABLE to_ms = %d".formatted(to.toEpochMilli()),
                documented());
    }

    private static String words(ResultSet row) throws SQLException {
        return "%s %s %s %s %s"
                .formatted(
                        row.getString("process_name"),
                        row.getString("avg_cpu_percent"),
                        row.getString("running_cpu_percent"),
                        row.getString("cpu_seconds"),
                        row.getString("covered_seconds"));
    }

    /** As it stands in the documents, without what it is asked with there. */
    private static String documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "open-data.md"));
        int start = page.indexOf("WITH sample AS");
        return page.substring(start, page.indexOf("```", start));
    }
}
