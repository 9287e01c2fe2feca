package io.nodepulse.trials.torture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells at once when something happens to a file of a folder, or of a folder in it, also of one
 * that is made later. Belongs to one thread.
 */
final class FolderWatch implements Closeable {

    private final WatchService watches;

    private FolderWatch(WatchService watches) {
        this.watches = watches;
    }

    /** What happens from now on. */
    static FolderWatch on(Path directory) throws IOException {
        FolderWatch watch = new FolderWatch(directory.getFileSystem().newWatchService());
        try {
            watch.register(directory);
            return watch;
        } catch (IOException e) {
            watch.close();
            throw e;
        }
    }

    /** The file of which that moment comes first; empty if it does not come in that time. */
    Optional<Path> await(Moment moment, Duration longest) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            WatchKey key = watches.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (key == null) {
                return Optional.empty();
            }
            Path folder = (Path) key.watchable();
            for (WatchEvent<?> event : key.pollEvents()) {
                Optional<Path> found =
                        event.context() instanceof Path name
                                ? look(event.kind(), folder.resolve(name), moment)
                                : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
            key.reset();
        }
    }

    private Optional<Path> look(WatchEvent.Kind<?> happened, Path path, Moment moment)
            throws IOException {
        if (moment.isWhen(happened, path)) {
            return Optional.of(path);
        }
        if (happened != StandardWatchEventKinds.ENTRY_CREATE || !Files.isDirectory(path)) {
            return Optional.empty();
        }
        // What is in it already came before it was watched.
        for (Path inside : register(path)) {
            Optional<Path> found = look(happened, inside, moment);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Watches the folder and those in it; returns what is there. */
    private List<Path> register(Path folder) throws IOException {
        try {
            folder.register(
                    watches,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                for (Path inside : all) {
                    if (Files.isDirectory(inside)) {
                        register(inside);
                    }
                }
                return all;
            }
        } catch (NoSuchFileException e) {
            return List.of(); // it is gone again
        }
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }
}
