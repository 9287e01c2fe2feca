package io.nodepulse.trials.attack;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.NodePulse;
import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.DataOption;
import io.nodepulse.trials.attack.Attack.Finding;
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
import java.util.ArrayList;
import java.util.List;

/** Attacks a system of its own by name, and says what came of it. */
@Command(
        name = "attack",
        header = "Attacks a system of its own, and measures what comes of it.",
        description = {
            "Each attack is one that once succeeded; --list tells what came of it then. "
                    + "Takes about two minutes.",
            "Exit code 1 if the system did not hold against one of them."
        })
public final class AttackCommand extends TerminalCommand {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    @Option(names = "--list", description = "Only tell which attacks there are.")
    private boolean list;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ATTACK",
            description = "Only these, by their names in --list (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--short",
            description = "A fraction of each: shows that there is a defence, not its limit.")
    private boolean isShort;

    @Mixin private final DataOption data = new DataOption();

    @Override
    protected int run(PrintWriter out) throws IOException, InterruptedException {
        List<Attack> attacks = asked();
        if (list) {
            attacks.forEach(
                    attack ->
                            out.printf(
                                    "%-18s  %s%n%-18s  before: %s%n",
                                    attack.name(), attack.tries(), "", attack.before()));
            return 0;
        }
        LoggingSystem.get(AttackCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Path folder = data.folder("nodepulse-attack-");
        out.println("Data folder " + folder);
        try (Running running = new Running(LONGEST_END)) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "signal"));
            return attack(new BenchSystem(folder, running), attacks, out);
        }
    }

    /** In the order of the list. */
    private List<Attack> asked() {
        for (String name : only) {
            if (!Attacks.names().contains(name)) {
                throw new BadInputException(
                        "There is no attack %s; there are %s"
                                .formatted(name, String.join(", ", Attacks.names())));
            }
        }
        return Attacks.ALL.stream()
                .filter(attack -> only.isEmpty() || only.contains(attack.name()))
                .toList();
    }

    private int attack(BenchSystem system, List<Attack> attacks, PrintWriter out)
            throws InterruptedException {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < attacks.size(); i++) {
            Attack attack = attacks.get(i);
            Finding finding = tried(attack, new AttackedSystem(system, isShort, 1 + i));
            out.printf(
                    "%-6s  %-18s  %s%n%26s  (before: %s)%n",
                    finding.held() ? "held" : "BROKE",
                    attack.name(),
                    finding.measured(),
                    "",
                    attack.before());
            out.flush();
            if (!finding.held()) {
                broken.add(attack.name());
            }
        }
        out.println(
                broken.isEmpty()
                        ? "Held against %d of %d".formatted(attacks.size(), attacks.size())
                        : "DID NOT HOLD: " + String.join(", ", broken));
        return broken.isEmpty() ? 0 : 1;
    }

    /** An attack that cannot be tried to its end has found something, too. */
    private static Finding tried(Attack attack, AttackedSystem target) throws InterruptedException {
        try {
            return attack.attempt().on(target);
        } catch (IOException | SQLException | RuntimeException e) {
            return new Finding(false, "not tried to its end: " + NodePulse.reason(e));
        }
    }
}
