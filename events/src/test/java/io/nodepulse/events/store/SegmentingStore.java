package io.nodepulse.events.store;

import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentDirectory;
import io.nodepulse.events.segment.SegmentName;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.events.wire.EntryFormat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A store of one shard with a folder of segments, which are made without anybody's signature. */
public final class SegmentingStore implements AutoCloseable {

    private static final int LEVEL = 3;

    private final EventStoreSettings settings = TestStores.settings(1);
    private final Path folder;
    private final ValkeyEventStore store;
    private final RawKeys keys = new RawKeys(settings);
    private long leaves;
    private long through;

    public SegmentingStore(Path directory) {
        this.folder = directory.resolve(SegmentName.folder(0));
        this.store =
                ValkeyEventStore.open(
                        settings, new SegmentDirectory(directory), (appends, took) -> {});
    }

    public ValkeyEventStore store() {
        return store;
    }

    /** Works behind the back of the store. */
    public RawKeys keys() {
        return keys;
    }

    public EventStoreSettings settings() {
        return settings;
    }

    /** Makes a segment of the appends that are in none. */
    public Path makeSegment() {
        List<StoredAppend> appends = store.shard(0).appends(through, Integer.MAX_VALUE);
        if (appends.isEmpty()) {
            throw new IllegalStateException("nothing to make a segment of");
        }
        SegmentWriter writer = new SegmentWriter(0, 1, LEVEL);
        appends.forEach(append -> writer.add(kept(append)));
        Path file = folder.resolve(new SegmentName(leaves, leaves + appends.size()).toString());
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(file)) {
                writer.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        leaves += appends.size();
        through = appends.getLast().lastSequence();
        return file;
    }

    private static SegmentAppend kept(StoredAppend append) {
        StoredAppend.Content content = append.content();
        return content.state() == StoredAppend.State.READABLE
                ? new SegmentAppend.Readable(
                        append.lastSequence(),
                        append.epoch(),
                        Objects.requireNonNull(content.entry()))
                : new SegmentAppend.Unreadable(
                        append.lastSequence(), append.epoch(), append.count(), append.bytes());
    }

    /** Takes from Valkey what is in segments, as retention does: facts stay. */
    public void trim() {
        for (StoredAppend append : store.shard(0).appends(0, Integer.MAX_VALUE)) {
            if (append.lastSequence() <= through && !EntryFormat.looksLikeFacts(append.bytes())) {
                delete(append);
            }
        }
        keys.run("HSET", "head", "trimmed", Long.toString(through));
    }

    /** Takes everything that is in segments, what is no scrape, too. */
    void empty() {
        store.shard(0).appends(0, Integer.MAX_VALUE).stream()
                .filter(append -> append.lastSequence() <= through)
                .forEach(this::delete);
        keys.run("HSET", "head", "trimmed", Long.toString(through));
    }

    private void delete(StoredAppend append) {
        keys.run("XDEL", "events", append.lastSequence() + "-" + append.count());
    }

    @Override
    public void close() {
        keys.close();
        store.close();
    }
}
