package io.nodepulse.launcher.api;

import io.nodepulse.launcher.TerminalCommand;

import picocli.CommandLine.Mixin;

/** A command that asks a running NodePulse, which its options name. */
public abstract class AskingCommand extends TerminalCommand {

    @Mixin private final Target target = new Target();

    /** The one that is asked. */
    protected final Target target() {
        return target;
    }
}
