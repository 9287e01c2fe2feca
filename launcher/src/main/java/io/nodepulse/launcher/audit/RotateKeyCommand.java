package io.nodepulse.launcher.audit;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.TerminalCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Replaces the key that signs, while the service is stopped. */
@Command(
        name = "rotate-key",
        header = "Makes a new key for the checkpoints of a stopped service.",
        description =
                "Its next checkpoints are signed by both keys; after that the old "
                        + "one only verifies.")
public final class RotateKeyCommand extends TerminalCommand {

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description = "The audit folder.")
    private Path directory = Path.of("");

    @Override
    protected int run(PrintWriter out) {
        try {
            out.println("New key: " + Notary.rotateKey(directory));
        } catch (NotaryException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }
}
