package io.nodepulse.trials.torture;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;

/** A moment in the making of a segment, which its files tell; in the order in which they come. */
enum Moment {
    BEGUN(StandardWatchEventKinds.ENTRY_CREATE, ".segment.next"),
    WRITTEN(StandardWatchEventKinds.ENTRY_MODIFY, ".segment.next"),
    PROVEN(StandardWatchEventKinds.ENTRY_CREATE, ".proof"),
    NAMED(StandardWatchEventKinds.ENTRY_CREATE, ".segment"),
    /** The server of the bucket writes an object, of a segment or of its proof. */
    SENT(StandardWatchEventKinds.ENTRY_CREATE, "binaryData"),
    /** That it is proven to be in the bucket is about to be noted. */
    BROUGHT(StandardWatchEventKinds.ENTRY_CREATE, ".object.next"),
    NOTED(StandardWatchEventKinds.ENTRY_CREATE, ".object");

    private final WatchEvent.Kind<Path> kind;
    private final String ending;

    Moment(WatchEvent.Kind<Path> kind, String ending) {
        this.kind = kind;
        this.ending = ending;
    }

    /** Whether it has come when that happens to that file. */
    boolean isWhen(WatchEvent.Kind<?> happened, Path file) {
        return kind.equals(happened) && file.getFileName().toString().endsWith(ending);
    }
}
