package io.nodepulse.launcher.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Exports that end early leave nothing half-written under a name, and are gone on with. */
class InterruptedExportTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int SERVERS = 40;
    private static final int SCRAPES = 40;
    private static final int GROUPS = 100;

    @TempDir private Path dir;

    private Path stock = Path.of("");
    private Path folder = Path.of("");
    private MadeShard shard;

    @BeforeEach
    void makeSegment() throws IOException {
        stock = dir.resolve("segments");
        folder = dir.resolve("out");
        shard = new MadeShard(stock, 0, SigningKey.generate());
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            for (int server = 0; server < SERVERS; server++) {
                shard.scrape(samples(new UUID(0, server), scrape));
            }
        }
        shard.segment();
    }

    private static List<ProcessSampled> samples(UUID server, int scrape) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            samples.add(
                    new ProcessSampled(
                            server,
                            MIDNIGHT.plusSeconds(15L * scrape),
                            "group-" + group,
                            1,
                            Math.sqrt(group + (double) scrape),
                            4_096L * scrape));
        }
        return samples;
    }

    private Path unfinished(UUID server) {
        Path file = new Partition(DAY, server).in(folder);
        return file.resolveSibling("samples.parquet.next");
    }

    @Test
    void aFileThatCannotBeWrittenEndsItAndTheRestIsWrittenLater() throws Exception {
        UUID stuck = new UUID(0, 20);
        Files.createDirectories(unfinished(stuck).resolve("in-the-way"));

        Exported failed = Exported.run(stock, folder);

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err())
                .contains("the export ended early", "--skip-existing")
                .hasLineCount(1);
        assertThat(failed.samples())
                .isEqualTo(
                        shard.rows().stream()
                                .filter(row -> row.event().serverId().compareTo(stuck) < 0)
                                .toList());
        Files.delete(unfinished(stuck).resolve("in-the-way"));
        Files.delete(unfinished(stuck));
        assertGoesOn();
    }

    /** The child gets no chance to clean up. */
    @Test
    void aKilledOneLeavesWholeFilesOnly() throws Exception {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                NodePulse.class.getName(),
                                "export",
                                stock.toString(),
                                "--into",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("log").toFile())
                        .start();
        Path first = new Partition(DAY, new UUID(0, 0)).in(folder);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Files.exists(first) || !child.isAlive());
        child.destroyForcibly();
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

        Exported left = new Exported(0, "", "", folder);
        assertThat(left.samples()).as(Files.readString(dir.resolve("log"))).isNotEmpty();
        assertThat(new HashSet<>(shard.rows()).containsAll(left.samples())).isTrue();
        assertThat(left.samples().size() % (SCRAPES * GROUPS)).isZero();
        UUID last = new UUID(0, SERVERS - 1);
        Files.createDirectories(folder.resolve("day=" + DAY).resolve("server=" + last));
        Files.deleteIfExists(new Partition(DAY, last).in(folder));
        Files.writeString(
                unfinished(last), "half", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        assertGoesOn();
    }

    private void assertGoesOn() throws Exception {
        Exported rest = Exported.run(stock, folder, "--skip-existing");
        assertThat(rest.err()).isEmpty();
        assertThat(rest.code()).isZero();
        assertThat(rest.samples()).isEqualTo(shard.rows());
        assertThat(rest.files()).hasSize(SERVERS).allMatch(file -> file.endsWith(".parquet"));
    }
}
