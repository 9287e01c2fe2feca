package io.nodepulse.trials.fuzz;

import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.DataOption;
import io.nodepulse.trials.bench.pipeline.BenchSystem;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Sends hostile bodies to a system of its own and looks at what becomes of them. */
@Command(
        name = "fuzz",
        header = "Pushes spoiled bodies to a system of its own.",
        description = {
            "Broken JSON and gzip, deep nesting, huge numbers, wrong types, repeated "
                    + "keys, invalid UTF-8, HTML and SQL in names.",
            "Exit code 1 if an answer was 500 or more or showed our insides, if memory "
                    + "grew, or if the stores do not hold exactly what was accepted."
        })
public final class FuzzCommand extends TerminalCommand {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    @Option(
            names = "--bodies",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int bodies;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What is sent follows from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private final DataOption data = new DataOption();

    @Override
    protected int run(PrintWriter out) throws IOException, InterruptedException, SQLException {
        LoggingSystem.get(FuzzCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Path folder = data.folder("nodepulse-fuzz-");
        out.println("Seed " + seed + ", data folder " + folder);
        try (Running running = new Running(LONGEST_END)) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "signal"));
            BenchSystem system = BenchSystem.askedAtWill(folder, running);
            boolean clean =
                    new Fuzz(
                                    system,
                                    line -> {
                                        out.println(line);
                                        out.flush();
                                    })
                            .run(bodies, seed);
            return clean ? 0 : 1;
        }
    }
}
