package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.api.AskingCommand;

import picocli.CommandLine.Command;

import java.io.PrintWriter;

/** Prints the public keys of the logs, a line each: those that sign and those that did. */
@Command(name = "keys", header = "Prints the public keys that the checkpoints are checked with.")
public final class KeysCommand extends AskingCommand {

    @Override
    protected int run(PrintWriter out) {
        LogKeys.of(target().api()).lines().forEach(out::println);
        return 0;
    }
}
