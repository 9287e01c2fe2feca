package io.nodepulse.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.trials.bench.report.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Parts that end in one way or another, without a system. */
class RunTest {

    @TempDir private Path folder;

    private final StringWriter said = new StringWriter();
    private final Report report = new Report(new PrintWriter(said, true));

    @Test
    void whatAPartFoundIsWrittenBeforeTheNextBegins() throws Exception {
        Run run = run(Part.QUERY, Part.INGEST, Part.SIZE);
        boolean all =
                run.measure(
                        part -> {
                            assertThat(figures())
                                    .hasSize(part == Part.QUERY ? 0 : part == Part.INGEST ? 1 : 2);
                            report.figure("found", 1, "things");
                        });
        assertThat(all).isTrue();
        assertThat(figures()).containsExactly("query", "ingest", "size");
        assertThat(written().path("failures").isEmpty()).isTrue();
        assertThat(written().path("settings").path("seed").asInt()).isEqualTo(3);
        assertThat(written().path("settings").path("parts").toString())
                .isEqualTo("[\"query\",\"ingest\",\"size\"]");
    }

    @Test
    void aPartThatFailsSaysSoAndTheOthersGoOn() throws Exception {
        Run run = run(Part.values());
        boolean all =
                run.measure(
                        part -> {
                            report.figure("found", 1, "things");
                            switch (part) {
                                case QUERY -> throw new SQLException("no table");
                                case HTTP ->
                                        // As a load does that ended on its own thread.
                                        throw new CompletionException(
                                                new CommandFailedException("answered 429"));
                                case REBUILD -> throw new IOException("disk full");
                                case SIZE -> throw new IllegalStateException("odd");
                                case YEAR, RIVALS, SEGMENTS, INGEST, FRESHNESS -> {}
                            }
                        });
        assertThat(all).isFalse();
        assertThat(figures())
                .containsExactly(
                        "query",
                        "year",
                        "rivals",
                        "segments",
                        "ingest",
                        "freshness",
                        "http",
                        "rebuild",
                        "size");
        JsonNode failures = written().path("failures");
        assertThat(failures.propertyNames()).containsExactly("query", "http", "rebuild", "size");
        assertThat(failures.path("http").asString()).isEqualTo("answered 429");
        assertThat(said.toString()).contains("FAILED: answered 429");
        report.print();
        assertThat(said.toString()).containsPattern("(?m)^http +FAILED: answered 429$");
    }

    @Test
    void afterTheEndNoPartBeginsAndNoneIsBlamed() throws Exception {
        Run run = run(Part.values());
        boolean all =
                run.measure(
                        part -> {
                            report.figure("found", 1, "things");
                            if (part == Part.RIVALS) {
                                run.end();
                                throw new IllegalStateException("ended while PostgreSQL started");
                            }
                        });
        assertThat(all).isFalse();
        assertThat(figures()).containsExactly("query", "year");
        assertThat(said.toString()).contains("rivals").doesNotContain("FAILED", "ingest");
    }

    @Test
    void anInterruptEndsTheRun() throws Exception {
        Run run = run(Part.values());
        assertThatThrownBy(
                        () ->
                                run.measure(
                                        part -> {
                                            throw new InterruptedException();
                                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(figures()).isEmpty();
    }

    private Run run(Part... parts) {
        return new Run(EnumSet.copyOf(List.of(parts)), report, file(), Map.of("seed", 3));
    }

    private Path file() {
        return folder.resolve("bench.json");
    }

    private JsonNode written() throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file()));
    }

    /** The part of each figure that is in the file; none where there is no file yet. */
    private List<String> figures() throws IOException {
        return Files.exists(file())
                ? written()
                        .path("figures")
                        .valueStream()
                        .map(figure -> figure.path("part").asString())
                        .toList()
                : List.of();
    }
}
