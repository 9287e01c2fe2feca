package io.nodepulse.launcher.up;

import io.nodepulse.launcher.DataFolder;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Starts everything on this machine and runs until a signal ends it. */
@Command(
        name = "up",
        description = "Starts everything on this machine; Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where all data is kept; default: nodepulse in the user's state folder.")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description =
                    "Port of the page on 127.0.0.1; default: ${DEFAULT-VALUE}, 0: a free one.")
    private int port;

    @Option(names = "--no-agent", description = "Do not measure this machine.")
    private boolean noAgent;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = DataFolder.of(Optional.ofNullable(data), System.getenv());
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        try (Running running = new Running(AllInOne.LONGEST_END)) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "signal"));
            AllInOne allInOne = new AllInOne(folder, port, out::println, running);
            allInOne.start(!noAgent);
            running.awaitEnd();
        }
        return 0;
    }
}
