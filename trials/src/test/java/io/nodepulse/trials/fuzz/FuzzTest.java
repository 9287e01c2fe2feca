package io.nodepulse.trials.fuzz;

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

/** {@code nodepulse fuzz}, for some seconds in each build. */
// Services in this JVM: it has one log, which an attack reads.
@ResourceLock("nodepulse.log")
class FuzzTest {

    @Test
    void hostileBodiesAreRefusedAndLeaveNothingBehind(@TempDir Path directory) {
        StringWriter said = new StringWriter();
        CommandLine command = Trials.commandLine().setOut(new PrintWriter(said, true));

        int exit =
                command.execute(
                        "fuzz",
                        "--bodies",
                        Integer.toString(LongRun.of(3_000, 100_000)),
                        "--seed",
                        "20260301",
                        "--data",
                        directory.toString());

        assertThat(said.toString())
                .contains("202=", "400=", "413=", "415=")
                .contains("Nothing wrong.");
        assertThat(exit).as(said.toString()).isZero();
    }
}
