package io.nodepulse.trials.torture;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.trials.DataOption;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Breaks a system of its own again and again under load, and counts what it lost. */
@Command(
        name = "torture",
        header = "Breaks a system of its own under load and counts what it kept.",
        description = {
            "Kills, freezes, cuts off and fills up the engines, the services and the "
                    + "agents, and breaks segments while they are made. Disks are filled where a "
                    + "tmpfs can be mounted (as root). With --cluster, Valkey is a cluster whose "
                    + "replicas lag, take over and are partitioned; with --bucket, segments go to "
                    + "a bucket that stalls, is cut off, and whose objects are spoiled.",
            "Faults that wait for a moment say what they came upon, and how often they met it.",
            "Exit code 1 if an acknowledged sample was lost, doubled, or stored as "
                    + "another's; with --replicas 0, if it was lost and the event store does not "
                    + "say so."
        })
public final class TortureCommand extends TerminalCommand {

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "1", description = "How long.")
    private double minutes;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many at least, even if that takes longer.")
    private int faults;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private Set<Fault> only = Set.of();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the faults.")
    private long seed;

    @Option(names = "--agents", paramLabel = "N", defaultValue = "8", description = "How many.")
    private int agents;

    @Option(
            names = "--cluster",
            description = "Three Valkey primaries with replicas, two instances of the services.")
    private boolean cluster;

    @Option(
            names = "--replicas",
            paramLabel = "0|1",
            defaultValue = "1",
            description = "Of a cluster, how many must have what is acknowledged; default: 1.")
    private int replicas;

    @Option(
            names = "--bucket",
            description = "Segments go to a bucket, too: a server that speaks S3, on loopback.")
    private boolean bucket;

    @Mixin private final DataOption data = new DataOption();

    @Override
    protected int run(PrintWriter out) throws IOException, InterruptedException, SQLException {
        if (replicas < 0 || replicas > 1) {
            throw new BadInputException("--replicas must be 0 or 1, is " + replicas);
        }
        Path directory = data.folder("nodepulse-torture-").toRealPath();
        out.println("Seed " + seed + ", data folder " + directory);
        Victims victims =
                cluster
                        ? new ClusterVictims(directory, replicas, bucket)
                        : new SingleVictims(directory, bucket);
        try (Torture torture = new Torture(victims, directory, seed, out::println)) {
            Torture.Plan plan =
                    new Torture.Plan(
                            Duration.ofMillis((long) (minutes * 60_000)),
                            faults,
                            only.isEmpty() ? EnumSet.allOf(Fault.class) : only);
            boolean clean = torture.run(agents, plan);
            out.println(
                    clean ? "Everything is where it must be." : "NOT AS IT MUST BE: see above.");
            return clean ? 0 : 1;
        }
    }
}
