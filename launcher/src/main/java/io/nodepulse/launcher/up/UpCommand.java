package io.nodepulse.launcher.up;

import io.nodepulse.embedded.OwnerOnly;
import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.TerminalCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Starts everything on this machine and runs until a signal ends it. */
@Command(name = "up", header = "Starts everything on this machine; Ctrl-C ends it.")
public final class UpCommand extends TerminalCommand {

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

    @Mixin private ListenOptions listen = new ListenOptions();

    @Override
    protected int run(PrintWriter out) throws Exception {
        OwnerOnly.fromNowOn();
        DataFolder folder = DataFolder.of(Optional.ofNullable(data), System.getenv());
        ListenAddress others = listen.address(port);
        try (Running running = new Running(AllInOne.LONGEST_END)) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "signal"));
            AllInOne allInOne = new AllInOne(folder, port, out::println, running);
            allInOne.start(
                    others == null ? null : () -> listen.listener(others, folder, out::println),
                    !noAgent);
            running.awaitEnd();
        }
        return 0;
    }
}
