package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.api.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Prints the public keys of the logs, a line each: those that sign and those that did. */
@Command(
        name = "keys",
        description = "Prints the public keys that the checkpoints are checked with.",
        mixinStandardHelpOptions = true)
public final class KeysCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final Target target = new Target();

    @Override
    public Integer call() {
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        LogKeys.of(target.api()).lines().forEach(out::println);
        out.flush();
        return 0;
    }
}
