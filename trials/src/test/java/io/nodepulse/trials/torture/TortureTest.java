package io.nodepulse.trials.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.LongRun;
import io.nodepulse.trials.Trials;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The short forms of {@code nodepulse torture}. */
@Order(2)
class TortureTest {

    /** Those that wait for a segment take a minute each: they are for runs by hand. */
    private static final List<String> FAULTS =
            List.of("CUT_SERVICES", "KILL_SERVICES", "CUT_POSTGRES", "RESTORE_POSTGRES");

    private static final List<String> CLUSTER_FAULTS =
            List.of("LOSE_PRIMARY_AHEAD", "PARTITION_NODE", "RESTORE_POSTGRES", "KILL_SERVICES");

    /** Stays where a run fails: its logs tell why. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void oneOfEachLosesAndDoublesNothing() {
        assertThat(
                        torture(
                                "--minutes",
                                "0",
                                "--faults",
                                Integer.toString(FAULTS.size()),
                                "--only",
                                String.join(",", FAULTS)))
                .contains(clean())
                .contains(FAULTS);
    }

    /**
     * Each once: a replica that lags takes over, a partition, and the faults of one Valkey. In each
     * build ClusterChangeTest loses a primary under appends, and SeveralInstancesTest an instance.
     */
    @Test
    @Tag(LongRun.TAG)
    void aClusterWithReplicasLosesAndDoublesNothing() {
        assertThat(
                        torture(
                                "--cluster",
                                "--replicas",
                                "1",
                                "--minutes",
                                "0",
                                "--faults",
                                Integer.toString(CLUSTER_FAULTS.size()),
                                "--only",
                                String.join(",", CLUSTER_FAULTS)))
                .contains(clean())
                .contains(CLUSTER_FAULTS);
    }

    private static List<String> clean() {
        return List.of(
                "event store: 0 lost, 0 doubled, 0 foreign",
                "read model:  0 lost, 0 doubled, 0 foreign",
                "0 lacking that are in the event store, 0 otherwise in the tree",
                "seals:       intact",
                "all proven",
                "exit code 0");
    }

    private String torture(String... options) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        CommandLine command = Trials.commandLine().setOut(out).setErr(out);
        List<String> arguments = new ArrayList<>(List.of("torture"));
        arguments.addAll(List.of("--data", directory.toString()));
        arguments.addAll(List.of(options));
        int exit = command.execute(arguments.toArray(String[]::new));
        return said + "exit code " + exit;
    }
}
