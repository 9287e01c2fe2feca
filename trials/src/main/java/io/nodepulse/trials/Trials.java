package io.nodepulse.trials;

import io.nodepulse.launcher.NodePulse;
import io.nodepulse.trials.attack.AttackCommand;
import io.nodepulse.trials.bench.BenchCommand;
import io.nodepulse.trials.fuzz.FuzzCommand;
import io.nodepulse.trials.torture.TortureCommand;
import io.nodepulse.trials.weaknesses.WeaknessesCommand;

import picocli.CommandLine;

/** The command line of a checkout: the launcher's commands, and the trials beside them. */
public final class Trials {

    private Trials() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, not yet run. */
    public static CommandLine commandLine() {
        return NodePulse.commandLine(
                new BenchCommand(),
                new TortureCommand(),
                new FuzzCommand(),
                new AttackCommand(),
                new WeaknessesCommand());
    }
}
