package io.nodepulse.trials.torture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a system is made of so far; closing ends it, what came last first. */
final class Started implements Closeable {

    private final Deque<Closeable> parts = new ArrayDeque<>();

    <T extends Closeable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** A small disk for whatever is started there, where this user may mount one. */
    Optional<SmallDisk> disk(Path home, int megabytes) throws IOException, InterruptedException {
        Optional<SmallDisk> disk = SmallDisk.mount(home, megabytes);
        disk.ifPresent(parts::push);
        return disk;
    }

    /** Ends all of them, whatever becomes of one. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
