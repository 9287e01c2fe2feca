package io.nodepulse.launcher.export;

import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One export at a time writes to a folder: two would write to the same unfinished files. */
record ExportLock(Path file, FileChannel channel) implements AutoCloseable {

    /**
     * Makes the folder where there is none, and takes it.
     *
     * @throws BadInputException if another export has it
     */
    static ExportLock of(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("export.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new BadInputException("another export writes to " + folder);
        }
        return new ExportLock(file, channel);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
