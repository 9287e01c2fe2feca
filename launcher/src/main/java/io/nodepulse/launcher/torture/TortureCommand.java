package io.nodepulse.launcher.torture;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Breaks a system of its own again and again under load, and counts what it lost. */
@Command(
        name = "torture",
        description = {
            "Kills, freezes, cuts off and fills up the engines, the services and the agents of a",
            "system of its own under load. Disks are filled where a tmpfs can be mounted (as root).",
            "Exit code 1 if an acknowledged scrape was lost or doubled."
        },
        mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "1", description = "How long.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the faults.")
    private long seed;

    @Option(names = "--agents", paramLabel = "N", defaultValue = "8", description = "How many.")
    private int agents;

    @Option(names = "--data", paramLabel = "DIR", description = "Default: a temporary folder.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        Path directory =
                data == null
                        ? Files.createTempDirectory("nodepulse-torture-")
                        : Files.createDirectories(data);
        out.println("Seed " + seed + ", data folder " + directory);
        try (Torture torture = new Torture(directory, seed, out::println)) {
            boolean clean = torture.run(agents, Duration.ofMillis((long) (minutes * 60_000)));
            out.println(clean ? "Nothing lost, nothing doubled." : "LOST OR DOUBLED: see above.");
            out.flush();
            return clean ? 0 : 1;
        }
    }
}
