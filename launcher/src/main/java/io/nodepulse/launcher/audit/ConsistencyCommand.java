package io.nodepulse.launcher.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Gets the proof that a log only grew from one checkpoint to another, and checks it here. Exit code
 * 0 if it did, 1 if not, 2 if the files are no checkpoints of this log.
 */
@Command(
        name = "consistency",
        header = "Checks that the history of one checkpoint goes on in a later one.")
public final class ConsistencyCommand extends AskingCommand {

    @Parameters(index = "0", paramLabel = "OLD", description = "The earlier checkpoint.")
    private Path olderFile = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The later checkpoint.")
    private Path newerFile = Path.of("");

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        LogKeys keys = LogKeys.of(api);
        int shard = shard(keys, olderFile);
        int newerShard = shard(keys, newerFile);
        Checkpoint older = checkpoint(olderFile);
        Checkpoint newer = checkpoint(newerFile);
        if (shard != newerShard || older.size() > newer.size()) {
            throw new BadInputException(
                    "%s is no earlier checkpoint of the log of %s".formatted(olderFile, newerFile));
        }
        ConsistencyProof proof =
                ConsistencyProof.parse(
                        api.text(
                                        "/api/audit/consistency?shard=%d&from=%d&to=%d"
                                                .formatted(shard, older.size(), newer.size()))
                                .getBytes(UTF_8));
        boolean same = Arrays.equals(Checkpoint.of(proof.note()).root(), newer.root());
        boolean grew = same && proof.continues(older);
        out.println(
                grew
                        ? "Consistent: the log of %d appends goes on where that of %d ended."
                                .formatted(newer.size(), older.size())
                        : "NOT CONSISTENT: these are not two states of one history.");
        return grew ? 0 : 1;
    }

    private static int shard(LogKeys keys, Path file) {
        return NoteFile.checked(file, bytes -> keys.verify(SignedNote.parse(bytes)));
    }

    private static Checkpoint checkpoint(Path file) {
        return NoteFile.checked(file, bytes -> Checkpoint.of(SignedNote.parse(bytes)));
    }
}
