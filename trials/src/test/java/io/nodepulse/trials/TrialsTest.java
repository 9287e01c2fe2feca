package io.nodepulse.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a checkout offers, beside what the launcher offers alone. */
class TrialsTest {

    @Test
    void theTrialsFollowTheLaunchersCommands() {
        List<String> expected = new ArrayList<>(NodePulse.commandLine().getSubcommands().keySet());
        assertThat(expected)
                .contains("up", "top")
                .doesNotContain("bench", "torture", "fuzz", "attack", "weaknesses");
        expected.addAll(List.of("bench", "torture", "fuzz", "attack", "weaknesses"));
        assertThat(Trials.commandLine().getSubcommands().keySet())
                .containsExactlyElementsOf(expected);
    }

    /** Names of parts and faults in any case, failures in one line, as with every other command. */
    @ParameterizedTest
    @CsvSource({
        "bench --only Query --help, 0, 'Usage: nodepulse bench '",
        "torture --only kill_VALKEY --help, 0, 'Usage: nodepulse torture '",
        "fuzz --help, 0, 'Usage: nodepulse fuzz '",
        "attack --help, 0, 'Usage: nodepulse attack '",
        "weaknesses --help, 0, 'Usage: nodepulse weaknesses '",
        "torture --replicas 2, 2, 'nodepulse: --replicas must be 0 or 1, is 2'",
        "bench --only nothing, 2, 'Invalid value for option'",
    })
    void theyBehaveLikeTheOthers(String arguments, int exit, String part) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        CommandLine command = Trials.commandLine().setOut(out).setErr(out);
        assertThat(command.execute(arguments.split(" "))).isEqualTo(exit);
        assertThat(said.toString()).contains(part);
    }
}
