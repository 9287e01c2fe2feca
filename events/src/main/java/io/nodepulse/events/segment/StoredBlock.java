package io.nodepulse.events.segment;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Appends that are no scrapes, each as a wire entry; and what cannot be read, as it was stored.
 *
 * <pre>
 * block  appends, varint | section: heads | appends x [ readable u8 | events, varint | length, varint | bytes ]
 * </pre>
 *
 * Not thread-safe; used once.
 */
final class StoredBlock {

    /** Kind in the block index: that of such entries in the wire format. */
    static final int KIND = 1;

    private static final UUID NOBODY = new UUID(0, 0);
    private static final byte READABLE = 1;
    private static final byte UNREADABLE = 0;

    private final AppendHeads heads = new AppendHeads();
    private final ByteWriter entries = new ByteWriter(1024);
    private long events;

    void add(SegmentAppend append) {
        heads.add(append);
        switch (append) {
            case Readable readable -> put(READABLE, append, EntryFormat.encode(readable.entry()));
            case Unreadable unreadable -> put(UNREADABLE, append, unreadable.bytes());
            case Erased erased ->
                    throw new IllegalArgumentException(
                            "append %d was erased".formatted(erased.lastSequence()));
        }
        events += append.count();
    }

    private void put(byte state, SegmentAppend append, byte[] bytes) {
        entries.putByte(state);
        entries.putVarLong(append.count());
        entries.putVarLong(bytes.length);
        entries.putBytes(bytes, 0, bytes.length);
    }

    byte[] encode(int level) {
        ByteWriter out = new ByteWriter(1024);
        out.putVarLong(heads.count());
        ByteWriter section = new ByteWriter(1024);
        heads.write(section);
        section.putBytes(entries.array(), 0, entries.length());
        Section.write(section, level, out);
        return out.toByteArray();
    }

    BlockEntry entry(long offset, byte[] block) {
        return new BlockEntry(
                KIND,
                NOBODY,
                offset,
                block.length,
                heads.count(),
                events,
                heads.firstSequence(),
                heads.lastSequence(),
                Instant.EPOCH,
                Instant.EPOCH,
                Digests.sha256(block));
    }

    static Iterator<SegmentAppend> read(int appends, ByteReader in) {
        ByteReader section = Section.read(in);
        in.needEnd();
        AppendHeads.Read heads = AppendHeads.read(appends, section);
        List<SegmentAppend> read = new ArrayList<>(appends);
        for (int i = 0; i < appends; i++) {
            read.add(readAppend(heads.lastSequences()[i], heads.epochs()[i], section));
        }
        section.needEnd();
        return read.iterator();
    }

    private static SegmentAppend readAppend(long lastSequence, Epoch epoch, ByteReader in) {
        int state = in.readByte();
        int count = in.readCount("the number of events", Integer.MAX_VALUE);
        byte[] bytes = in.readBytes(in.readCount("the length of an entry", in.remaining()));
        return switch (state) {
            case READABLE ->
                    new Readable(
                            lastSequence,
                            epoch,
                            EntryFormat.decode(
                                    bytes,
                                    (e, s) -> {
                                        throw new MalformedEntryException(
                                                "an entry of a segment has a keyframe");
                                    }));
            case UNREADABLE -> new Unreadable(lastSequence, epoch, count, bytes);
            default -> throw new MalformedSegmentException("an entry has the state " + state);
        };
    }
}
