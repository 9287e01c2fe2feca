package io.nodepulse.audit.segment;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.wire.MalformedEntryException;

import java.io.IOException;
import java.util.Iterator;

/**
 * Writes segments anew without what was erased: the same leaves under the same checkpoint, of some
 * of them the hash alone. Belongs to one thread.
 *
 * @param erased what is erased of the shard
 * @param level of zstd
 */
record SegmentErasure(
        SegmentFolder folder, ShardSegments segments, ErasedAppends erased, int level) {

    /**
     * Writes that segment anew, where it holds anything that is erased.
     *
     * @return whether it did
     * @throws SegmentsException if the segment is not what was signed
     * @throws IOException if it cannot be read or written; what was there before stays
     */
    boolean erase(KeptSegment kept) throws IOException {
        try {
            SegmentReader reader = kept.file().open();
            if (reader.footer().blocks().stream().noneMatch(erased::concern)) {
                return false;
            }
            RangeProof proof = kept.file().proof();
            UnfinishedSegment anew = folder.anew(kept.file());
            RangeProof next = anew.write(without(reader), proof::of);
            segments.replace(kept, () -> anew.takePlace(next));
            return true;
        } catch (MalformedSegmentException | MalformedEntryException e) {
            throw new SegmentsException(
                    "nothing can be erased from %s: %s"
                            .formatted(kept.file().path(), e.getMessage()),
                    e);
        }
    }

    private SegmentWriter without(SegmentReader reader) throws IOException {
        SegmentWriter writer =
                new SegmentWriter(
                        reader.footer().summary().shard(),
                        reader.footer().summary().shards(),
                        level);
        TreeHash hash = new TreeHash();
        Iterator<SegmentAppend> appends = reader.appends();
        while (appends.hasNext()) {
            SegmentAppend append = appends.next();
            writer.add(erased.kept(append, SegmentLeaves.hash(append, hash)));
        }
        return writer;
    }
}
