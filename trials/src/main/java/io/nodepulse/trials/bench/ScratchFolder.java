package io.nodepulse.trials.bench;

import io.nodepulse.embedded.DirectoryTree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for the time of a benchmark. */
record ScratchFolder(Path path) implements AutoCloseable {

    static ScratchFolder create() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("nodepulse-bench"));
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() throws IOException {
        DirectoryTree.delete(path);
    }
}
