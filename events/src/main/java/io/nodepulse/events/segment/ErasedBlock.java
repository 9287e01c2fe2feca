package io.nodepulse.events.segment;

import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * The places of the scrapes of a server that one event erased, and the hashes of their leaves.
 *
 * <pre>
 * block  appends, varint | section: sequence of the event that erased them, varint | heads
 *        | appends x [ events, varint ] | appends x hash of the leaf, 32 bytes
 * </pre>
 *
 * Not thread-safe; used once.
 */
final class ErasedBlock {

    /** Kind in the block index: none of the wire format's. */
    static final int KIND = 0;

    private final Place place;
    private final AppendHeads heads = new AppendHeads();
    private final ByteWriter counts = new ByteWriter(256);
    private final ByteWriter hashes = new ByteWriter(1024);
    private long events;

    ErasedBlock(Place place) {
        this.place = place;
    }

    /** Which block an append belongs to; as blocks are ordered. */
    record Place(UUID serverId, long erasure) implements Comparable<Place> {

        static Place of(Erased append) {
            return new Place(append.serverId(), append.erasure());
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::serverId)
                    .thenComparing(Place::erasure)
                    .compare(this, other);
        }
    }

    void add(Erased append) {
        heads.add(append);
        counts.putVarLong(append.count());
        hashes.putBytes(append.leafHash(), 0, Erased.HASH_BYTES);
        events += append.count();
    }

    byte[] encode(int level) {
        ByteWriter section = new ByteWriter(1024);
        section.putVarLong(place.erasure());
        heads.write(section);
        section.putBytes(counts.array(), 0, counts.length());
        section.putBytes(hashes.array(), 0, hashes.length());
        ByteWriter out = new ByteWriter(1024);
        out.putVarLong(heads.count());
        Section.write(section, level, out);
        return out.toByteArray();
    }

    BlockEntry entry(long offset, byte[] block) {
        return new BlockEntry(
                KIND,
                place.serverId(),
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

    static Iterator<SegmentAppend> read(BlockEntry block, ByteReader in) {
        ByteReader section = Section.read(in);
        in.needEnd();
        long erasure = section.readVarLong();
        AppendHeads.Read heads = AppendHeads.read(block.appends(), section);
        int[] counts = new int[block.appends()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = section.readCount("the number of events", Integer.MAX_VALUE);
        }
        List<SegmentAppend> read = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            read.add(
                    new Erased(
                            heads.lastSequences()[i],
                            heads.epochs()[i],
                            counts[i],
                            block.serverId(),
                            erasure,
                            section.readBytes(Erased.HASH_BYTES)));
        }
        section.needEnd();
        return read.iterator();
    }
}
