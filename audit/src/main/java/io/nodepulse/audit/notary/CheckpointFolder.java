package io.nodepulse.audit.notary;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A folder that gets each checkpoint as a file, {@code <log>-<size>.checkpoint} with the slashes of
 * the log's name as underscores: somewhere else than the store and the notary's own folder.
 */
final class CheckpointFolder implements Publisher.Target {

    private final Path folder;

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void publish(int shard, SignedNote newest) throws IOException {
        Checkpoint checkpoint = Checkpoint.of(newest);
        String name =
                String.format(
                        Locale.ROOT,
                        "%s-%012d.checkpoint",
                        checkpoint.origin().replace('/', '_'),
                        checkpoint.size());
        Files.createDirectories(folder);
        Path next = folder.resolve("." + name);
        Files.write(next, newest.bytes());
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
