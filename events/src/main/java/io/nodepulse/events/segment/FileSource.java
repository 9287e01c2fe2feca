package io.nodepulse.events.segment;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment in a file, which is opened for each read: nothing stays open between. */
public record FileSource(Path file) implements SegmentSource {

    @Override
    public long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException(
                            "%s ends before byte %d".formatted(file, offset + length));
                }
            }
        }
        return bytes.array();
    }
}
