package io.nodepulse.launcher.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRenamed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Segments that are made by hand, exported, and read by DuckDB. */
class ExportCommandTest {

    private static final UUID WEB = UUID.fromString("00000000-0000-0001-0000-000000000002");
    private static final UUID DB = UUID.fromString("ffffffff-ffff-ffff-ffff-fffffffffff3");
    private static final UUID NAMELESS = UUID.fromString("00000000-0000-0009-0000-000000000009");
    private static final Instant LATE = Instant.parse("2026-02-28T23:59:59.999Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> ODD_NAMES =
            List.of("java", " ", "'; DROP TABLE x", "名前🦆", "é\u202E%s\\", "x".repeat(256), "-");

    @TempDir private Path dir;

    private Path stock = Path.of("");
    private Path folder = Path.of("");
    private MadeShard zero;
    private MadeShard one;
    private final SigningKey key = SigningKey.generate();
    private Path firstSegment = Path.of("");
    private Path secondSegment = Path.of("");

    /** Two shards, three servers, two days; the first shard in two segments. */
    @BeforeEach
    void makeSegments() throws IOException {
        stock = dir.resolve("segments");
        folder = dir.resolve("out");
        zero = new MadeShard(stock, 0, key);
        one = new MadeShard(stock, 1, key);
        zero.fact(new ServerRegistered(WEB, "web", "0".repeat(64), LATE));
        zero.scrape(samples(WEB, LATE.minusMillis(15_000), 0.1 + 0.2));
        zero.scrape(samples(NAMELESS, LATE.minusMillis(14_000), 5));
        zero.scrape(samples(WEB, LATE, Double.MAX_VALUE));
        firstSegment = zero.segment();
        zero.fact(new ServerRenamed(WEB, "web-1", "web", NEXT_DAY));
        zero.scrape(samples(WEB, NEXT_DAY, Double.MIN_VALUE));
        zero.scrape(samples(WEB, NEXT_DAY.plusMillis(1), 12_345.67));
        secondSegment = zero.segment();
        one.fact(new ServerRegistered(DB, "db 'ü'", "0".repeat(64), LATE));
        one.scrape(samples(DB, LATE.plusSeconds(3), 1e-300));
        one.segment();
    }

    private static List<ProcessSampled> samples(UUID server, Instant at, double cpu) {
        List<ProcessSampled> samples = new ArrayList<>();
        for (int i = 0; i < ODD_NAMES.size(); i++) {
            long resident = i == 3 ? Long.MAX_VALUE : i * 4_097L;
            int procs = i == 2 ? Integer.MAX_VALUE : i;
            samples.add(
                    new ProcessSampled(
                            server,
                            at,
                            ODD_NAMES.get(i),
                            procs,
                            cpu / (1 + i),
                            resident,
                            figures(i, resident)));
        }
        return samples;
    }

    /** Some have some, others none. */
    private static Map<ProcessMetric, Double> figures(int index, long resident) {
        return index % 2 == 0
                ? Map.of()
                : Map.of(
                        ProcessMetric.READ_BYTES,
                        (double) (resident % (1L << 40)),
                        ProcessMetric.WORST_FD_RATIO,
                        1.0 / (1 + index));
    }

    private Exported export(String... more) {
        return Exported.run(stock, folder, with(more));
    }

    private String[] with(String... more) {
        String[] keys = {"--key", zero.verifier(), "--key", one.verifier()};
        return Stream.of(keys, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private List<MadeShard.Row> all() {
        return Stream.of(zero, one).flatMap(shard -> shard.rows().stream()).toList();
    }

    /** Doubles of records are equal where their bits are. */
    @Test
    void everyRowIsItsEventToTheLastBit() throws Exception {
        Exported done = export();

        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isZero();
        assertThat(done.samples()).isEqualTo(all());
        assertThat(done.out()).startsWith("Written: 42 samples in 4 files, ");
        assertThat(done.files())
                .containsExactlyInAnyOrder(
                        "day=2026-02-28/server=%s/samples.parquet".formatted(WEB),
                        "day=2026-02-28/server=%s/samples.parquet".formatted(NAMELESS),
                        "day=2026-03-01/server=%s/samples.parquet".formatted(WEB),
                        "day=2026-03-01/server=%s/samples.parquet".formatted(DB));
        for (Exported.Row row : done.rows()) {
            ProcessSampled event = row.sample().event();
            assertThat(row.server()).isEqualTo(event.serverId().toString());
            assertThat(row.day()).isEqualTo(event.sampledAt().toString().substring(0, 10));
            assertThat(row.serverName())
                    .isEqualTo(
                            event.serverId().equals(WEB)
                                    ? "web-1"
                                    : event.serverId().equals(DB) ? "db 'ü'" : null);
        }
    }

    @Test
    void rowsOfASeriesStandTogether() throws Exception {
        Exported done = export();

        List<String> order =
                DuckDb.rows(
                        row -> row.getString(1),
                        "SELECT process_name || epoch_ms(scraped_at) FROM '%s/day=2026-03-01/server=%s/samples.parquet'"
                                .formatted(done.folder(), WEB));
        List<String> expected = new ArrayList<>();
        for (String name : ODD_NAMES.stream().sorted().toList()) {
            expected.add(name + NEXT_DAY.toEpochMilli());
            expected.add(name + (NEXT_DAY.toEpochMilli() + 1));
        }
        assertThat(order).isEqualTo(expected);
    }

    /** What the columns are for any reader. */
    @Test
    void typesAreThoseOfTheirMeaning() throws Exception {
        Exported done = export();

        assertThat(
                        DuckDb.rows(
                                row -> row.getString(1) + " " + row.getString(2),
                                "DESCRIBE SELECT * FROM '%s'".formatted(done.glob())))
                .containsExactly(
                        "server_id VARCHAR",
                        "server_name VARCHAR",
                        "scraped_at TIMESTAMP WITH TIME ZONE",
                        "process_name VARCHAR",
                        "num_procs INTEGER",
                        "cpu_seconds DOUBLE",
                        "resident_bytes BIGINT",
                        "shard INTEGER",
                        "sequence BIGINT",
                        "read_bytes BIGINT",
                        "write_bytes BIGINT",
                        "major_faults BIGINT",
                        "voluntary_switches BIGINT",
                        "involuntary_switches BIGINT",
                        "open_fds BIGINT",
                        "worst_fd_ratio DOUBLE",
                        "threads BIGINT",
                        "swapped_bytes BIGINT",
                        "proportional_bytes BIGINT",
                        "procs_running BIGINT",
                        "procs_sleeping BIGINT",
                        "procs_waiting BIGINT",
                        "procs_zombie BIGINT",
                        "oldest_start_seconds DOUBLE",
                        "oom_kills BIGINT",
                        "day DATE",
                        "server VARCHAR");
        assertThat(
                        DuckDb.rows(
                                row -> row.getString(1),
                                "SELECT DISTINCT compression FROM parquet_metadata('%s')"
                                        .formatted(done.glob())))
                .containsExactly("ZSTD");
    }

    @Test
    void theFileSaysWhatProvesIt() throws Exception {
        Exported done = export();

        Map<String, String> first = about(done, "2026-02-28", WEB);
        assertThat(first)
                .containsEntry("nodepulse.server_id", WEB.toString())
                .containsEntry("nodepulse.day", "2026-02-28")
                .containsEntry("nodepulse.shard", "0")
                .containsEntry("nodepulse.first_sequence", "2")
                .containsEntry("nodepulse.last_sequence", "22");
        assertThat(about(done, "2026-03-01", WEB))
                .containsEntry("nodepulse.first_sequence", "24")
                .containsEntry("nodepulse.last_sequence", "37")
                .doesNotContainKey("nodepulse.checkpoint.000000000000-000000000004");
        SignedNote note =
                SignedNote.parse(
                        first.getOrDefault("nodepulse.checkpoint.000000000000-000000000004", "")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(note.verify(List.of(VerifierKey.parse(zero.verifier())))).hasSize(1);
        assertThat(Checkpoint.of(note).size()).isEqualTo(4);
        assertThat(Files.readString(MadeShard.proofOf(firstSegment))).endsWith("\n" + note);
    }

    private static Map<String, String> about(Exported done, String day, UUID server)
            throws SQLException {
        Map<String, String> about = new HashMap<>();
        DuckDb.rows(
                row -> about.put(row.getString(1), row.getString(2)),
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s/day=%s/server=%s/*.parquet')"
                        .formatted(done.folder(), day, server));
        return about;
    }

    @Test
    void whatIsNoSampleElsewhereIsNoneHere() {
        for (String name : List.of("", "a\0b", "\ud800", "x".repeat(257))) {
            assertThatThrownBy(() -> new ProcessSampled(WEB, LATE, name, 1, 1, 1))
                    .isInstanceOf(InvalidFieldException.class);
        }
        for (double cpu : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            assertThatThrownBy(() -> new ProcessSampled(WEB, LATE, "a", 1, cpu, 1))
                    .isInstanceOf(InvalidFieldException.class);
        }
    }

    @Test
    void onlyWhatIsAskedForIsWritten() throws Exception {
        Exported day = export("--from", "2026-03-01", "--server", "web-1");
        assertThat(day.samples())
                .isEqualTo(
                        all().stream()
                                .filter(row -> row.event().serverId().equals(WEB))
                                .filter(row -> !row.event().sampledAt().isBefore(NEXT_DAY))
                                .toList());
        Exported before =
                Exported.run(
                        stock,
                        dir.resolve("before"),
                        with(
                                "--to",
                                LATE.toString(),
                                "--server",
                                WEB.toString(),
                                "--server",
                                "db 'ü'"));
        assertThat(before.samples()).isEqualTo(all().subList(0, ODD_NAMES.size()));
        assertThat(before.code()).isZero();
    }

    @Test
    void nothingIsWrittenOverWhatIsThere() throws Exception {
        Exported first = export("--to", "2026-03-01");
        Exported refused = export();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("samples.parquet is there already").hasLineCount(1);
        assertThat(refused.files()).isEqualTo(first.files()).hasSize(2);

        Exported added = export("--from", "2026-03-01");
        assertThat(added.code()).isZero();
        assertThat(added.samples()).isEqualTo(all());
        Exported none = export("--skip-existing");
        assertThat(none.out()).contains("Written: 0 samples in 0 files", "There already: 4 files.");
        assertThat(none.code()).isZero();
    }

    @Test
    void aDamagedSegmentIsNamedAndNothingIsWritten() throws IOException {
        byte[] whole = Files.readAllBytes(secondSegment);
        byte[] altered = whole.clone();
        altered[30] ^= 1;
        assertDamage(secondSegment, altered, "was altered");
        assertDamage(secondSegment, Arrays.copyOf(whole, whole.length - 9), "its end is missing");
        assertDamage(
                secondSegment, Files.readAllBytes(firstSegment), "its proof is of another file");
        assertDamage(secondSegment, new byte[0], "it has only 0 bytes");
        Path proof = MadeShard.proofOf(firstSegment);
        Files.delete(proof);
        assertThat(export().out()).contains(firstSegment + ": " + proof + " is not there");
    }

    private void assertDamage(Path segment, byte[] damaged, String why) throws IOException {
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, damaged);
        Exported failed = export();
        Files.write(segment, whole);
        assertThat(failed.out())
                .contains("NOT PROVEN: " + segment + ": ", why)
                .endsWith("Nothing was written.\n");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.files()).isEmpty();
    }

    @Test
    void anotherKeyProvesNothingAndNoKeyIsSaid() throws Exception {
        String stranger = SigningKey.generate().verifier("np.example/a/0").toString();
        Exported foreign = Exported.run(stock, folder, "--key", stranger);
        assertThat(foreign.out()).contains("not signed by a known key");
        assertThat(foreign.code()).isEqualTo(1);

        Exported unasked = Exported.run(stock, folder);
        assertThat(unasked.out()).contains("Who signed the segments was not looked at");
        assertThat(unasked.code()).isZero();
        assertThat(unasked.samples()).isEqualTo(all());
    }

    @Test
    void whatIsMissingIsNamedWhereItMatters() throws Exception {
        Files.delete(firstSegment);
        Exported missing = export();
        assertThat(missing.out()).contains("MISSING: shard 0: leaves 0 to 3 are in no segment");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.samples()).isEqualTo(all().subList(3 * ODD_NAMES.size(), all().size()));

        Exported later = Exported.run(stock, dir.resolve("later"), with("--from", "2026-03-01"));
        assertThat(later.out()).doesNotContain("MISSING");
        assertThat(later.code()).isZero();
        assertThat(later.samples()).isEqualTo(missing.samples());
    }

    @Test
    void badInputIsOneLine() throws IOException {
        Path empty = Files.createDirectories(dir.resolve("empty"));
        assertRefused(Exported.run(empty, folder), "there are no segments in " + empty);
        assertRefused(Exported.run(dir.resolve("no"), folder), "no is no folder");
        assertRefused(Exported.run(Path.of("s3:", "a"), folder), "is no folder");
        assertRefused(export("--server", "nobody"), "no server that is called nobody");
        assertRefused(export("--from", "2027-01-01"), "no such samples");
        assertRefused(export("--from", "2026-03-01", "--to", "2026-03-01"), "before --to");
        assertRefused(export("--key", "nonsense"), "--key");
        assertThat(export("--from", "yesterday").err()).contains("is no time such as");
        assertThat(export("--format", "xls").code()).isEqualTo(2);
        assertThat(export("--help").out()).contains("--into", "--skip-existing", "Exit code 1");
    }

    private static void assertRefused(Exported refused, String why) {
        assertThat(refused.err()).contains(why).hasLineCount(1);
        assertThat(refused.code()).isEqualTo(2);
    }
}
