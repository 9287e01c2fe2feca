package io.nodepulse.launcher.audit;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.launcher.CommandFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Replaces the key that signs, while the service is stopped. */
@Command(
        name = "rotate-key",
        description = {
            "Makes a new key for the checkpoints of a stopped service. Its next checkpoints are",
            "signed by both keys; after that the old one only verifies."
        },
        mixinStandardHelpOptions = true)
public final class RotateKeyCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description = "The audit folder.")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        try {
            out.println("New key: " + Notary.rotateKey(directory));
        } catch (NotaryException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        out.flush();
        return 0;
    }
}
