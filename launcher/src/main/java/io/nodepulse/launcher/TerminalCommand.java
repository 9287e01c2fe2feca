package io.nodepulse.launcher;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** A command that answers in the terminal, with {@code --help} and {@code --version} of its own. */
@Command(mixinStandardHelpOptions = true)
public abstract class TerminalCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        int code = run(out);
        out.flush();
        return code;
    }

    /**
     * @param out the terminal, which is flushed after the command
     * @return the exit code
     */
    protected abstract int run(PrintWriter out) throws Exception;
}
