package io.nodepulse.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The short form of {@code nodepulse torture}, and that it can find something. */
class TortureTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void nothingAcknowledgedIsLostOrDoubled(@TempDir Path directory) {
        StringWriter said = new StringWriter();
        CommandLine command = NodePulse.commandLine().setOut(new PrintWriter(said, true));

        int exit =
                command.execute(
                        "torture",
                        "--minutes",
                        "0.6",
                        "--seed",
                        "7",
                        "--data",
                        directory.toString());

        assertThat(said.toString())
                .contains("event store: 0 lost, 0 doubled", "read model:  0 lost, 0 doubled")
                .contains("seals:       intact")
                .doesNotContain("NOT ACCOUNTED FOR");
        assertThat(exit).isZero();
    }

    @Test
    void whatIsMissingOrTwiceIsFound() {
        assertThat(
                        Findings.compare(
                                Set.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(2)),
                                Map.of(NOON, 1, NOON.plusSeconds(1), 2)))
                .isEqualTo(new Findings(1, 1));
        assertThat(Findings.compare(Set.of(NOON), Map.of(NOON, 1, NOON.plusSeconds(9), 1)))
                .isEqualTo(Findings.NONE);
    }
}
