package io.nodepulse.trials.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.LongRun;
import io.nodepulse.trials.Trials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** The short form of {@code nodepulse attack}: its limits are measured where nothing else runs. */
// Services in this JVM: it has one log, which an attack reads.
@ResourceLock("nodepulse.log")
class AttackTest {

    /** These hash passwords or read histories for long; so do GuessingTest and CallLimitsTest. */
    private static final List<String> LONG =
            List.of("guessed-passwords", "locked-office", "many-exports");

    private static final List<String> TRIED =
            Attacks.names().stream()
                    .filter(name -> LongRun.isAsked() || !LONG.contains(name))
                    .toList();

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        CommandLine command =
                Trials.commandLine()
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(said, true));
        return command.execute(arguments);
    }

    @Test
    void theSystemHolds(@TempDir Path directory) {
        int exit =
                run(
                        "attack",
                        "--short",
                        "--only",
                        String.join(",", TRIED),
                        "--data",
                        directory.toString());

        assertThat(exit).as(said.toString()).isZero();
        assertThat(said.toString())
                .contains("Held against %1$d of %1$d".formatted(TRIED.size()))
                .doesNotContain("BROKE", "not tried");
    }

    @Test
    void eachIsListedWithWhatCameOfItOnce() {
        assertThat(run("attack", "--list", "--only", "slow-heads,tried-tokens")).isZero();
        assertThat(said.toString())
                .contains("slow-heads", "nobody else was answered")
                .contains("tried-tokens", "731 a second")
                .doesNotContain("many-exports");
    }

    @Test
    void anUnknownOneIsRefusedWithTheKnownOnes() {
        assertThat(run("attack", "--only", "slow-head")).isEqualTo(2);
        assertThat(said.toString())
                .contains("There is no attack slow-head; there are engines-next-door, ")
                .doesNotContain("Data");
    }
}
