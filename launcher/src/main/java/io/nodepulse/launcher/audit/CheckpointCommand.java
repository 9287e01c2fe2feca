package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.AskingCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints signed checkpoints, whole, to be noted elsewhere. */
@Command(
        name = "checkpoint",
        header = "Prints the signed checkpoints.",
        description =
                "Note them somewhere else: 'audit verify --expect' compares the "
                        + "history with them later.")
public final class CheckpointCommand extends AskingCommand {

    @Option(names = "--shard", paramLabel = "N", description = "Of that shard only.")
    private @Nullable Integer shard;

    @Option(names = "--size", paramLabel = "N", description = "As it was at that size.")
    private @Nullable Long size;

    @Override
    protected int run(PrintWriter out) {
        List<String> query = new ArrayList<>();
        if (shard != null) {
            query.add("shard=" + shard);
        }
        if (size != null) {
            query.add("size=" + size);
        }
        String notes = target().api().text("/api/audit/checkpoints?" + String.join("&", query));
        out.print(notes);
        if (notes.isEmpty()) {
            throw new CommandFailedException("nothing is signed yet");
        }
        return 0;
    }
}
