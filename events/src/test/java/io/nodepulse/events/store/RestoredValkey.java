package io.nodepulse.events.store;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A Valkey whose data folder is copied, and brought back later, under its clients. */
public final class RestoredValkey implements AutoCloseable {

    private final Path data;
    private final Path copy;
    private final ValkeyOptions options;
    private ValkeyServer server;

    public RestoredValkey(Path folder) {
        data = folder.resolve("data");
        copy = folder.resolve("copy");
        options = ValkeyOptions.in(data).withPort(Loopback.freePort());
        server = ValkeyServer.start(options);
    }

    public EventStoreSettings settings() {
        return EventStoreSettings.at(server.uri()).withShards(1).withTimeout(Duration.ofSeconds(2));
    }

    /** Stops it in order and starts it again. */
    public void restart() {
        server.close();
        server = ValkeyServer.start(options);
    }

    /** Restarts it, and keeps a copy of what it has. */
    public void backUp() {
        server.close();
        copy(data, copy);
        server = ValkeyServer.start(options);
    }

    /** Kills it, and starts it on the copy. */
    public void bringBack() {
        server.killHard();
        delete(data);
        copy(copy, data);
        server = ValkeyServer.start(options);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
