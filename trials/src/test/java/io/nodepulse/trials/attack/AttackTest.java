package io.nodepulse.trials.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.trials.Trials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The short form of {@code nodepulse attack}; the whole one has its own command. */
class AttackTest {

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        CommandLine command =
                Trials.commandLine()
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(said, true));
        return command.execute(arguments);
    }

    @Test
    void theSystemHoldsAgainstAllOfThem(@TempDir Path directory) {
        int exit = run("attack", "--short", "--data", directory.toString());

        assertThat(exit).as(said.toString()).isZero();
        assertThat(said.toString())
                .contains("Held against 13 of 13")
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
