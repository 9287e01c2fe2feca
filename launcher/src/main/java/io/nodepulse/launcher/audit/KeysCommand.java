package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.launcher.api.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintWriter;

/** Prints the public keys of the logs, a line each: those that sign and those that did. */
@Command(
        name = "keys",
        description = "Prints the public keys that the checkpoints are checked with.")
public final class KeysCommand extends TerminalCommand {

    @Mixin private final Target target = new Target();

    @Override
    protected int run(PrintWriter out) {
        LogKeys.of(target.api()).lines().forEach(out::println);
        return 0;
    }
}
