package io.nodepulse.launcher.export;

import io.nodepulse.audit.merkle.CompactTree;
import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.events.Epoch;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.segment.FileSource;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.entry.EntryEvents;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;

import org.axonframework.messaging.core.Metadata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shard's history that is made by hand, and the segments of it, signed as the notary does. */
final class MadeShard {

    private final Path folder;
    private final int shard;
    private final SigningKey key;
    private final String log;
    private final TreeHash hash = new TreeHash();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<Readable> appends = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private long sequence;

    /** An event with its place. */
    record Row(int shard, long sequence, ProcessSampled event) {}

    MadeShard(Path stock, int shard, SigningKey key) throws IOException {
        this.folder = Files.createDirectories(stock.resolve("shard-" + shard));
        this.shard = shard;
        this.key = key;
        this.log = "np.example/a/" + shard;
    }

    String verifier() {
        return key.verifier(log).toString();
    }

    /** All samples so far, in order. */
    List<Row> rows() {
        return rows;
    }

    void scrape(List<ProcessSampled> samples) {
        for (int i = 0; i < samples.size(); i++) {
            rows.add(new Row(shard, sequence + 1 + i, samples.get(i)));
        }
        append(new Entry.Processes(ProcessScrape.of(samples)));
    }

    /** An event that is no sample. */
    void fact(Object event) {
        append(EntryEvents.entryOf(EventTypes.messages(List.of(event), Metadata.emptyInstance())));
    }

    private void append(Entry entry) {
        sequence += entry.count();
        appends.add(new Readable(sequence, new Epoch(7), entry));
    }

    /** Writes what came since the last segment as one. */
    Path segment() throws IOException {
        int first = leaves.size();
        List<byte[]> left = subtrees(first);
        appends.forEach(append -> leaves.add(hash.leaf(append.leaf())));
        Path file = folder.resolve("%012d-%012d.segment".formatted(first, leaves.size()));
        SegmentWriter writer = new SegmentWriter(shard, 2, 3);
        appends.forEach(writer::add);
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.write(out);
        }
        byte[] root = new CompactTree(leaves.size(), subtrees(leaves.size())).root();
        String text = new Checkpoint(log, leaves.size(), root).text();
        SignedNote note = new SignedNote(text, List.of(key.sign(log, text)));
        byte[] digest = SegmentReader.open(new FileSource(file)).digest();
        Files.writeString(
                proofOf(file), new RangeProof(digest, first, left, List.of(), note).toString());
        appends.clear();
        return file;
    }

    static Path proofOf(Path segment) {
        return Path.of(segment.toString().replace(".segment", ".proof"));
    }

    /** The complete subtrees of a tree of so many leaves, the largest first. */
    private List<byte[]> subtrees(int size) {
        List<byte[]> subtrees = new ArrayList<>();
        int at = 0;
        for (int leaves = Integer.highestOneBit(size); leaves > 0; leaves >>= 1) {
            if ((size & leaves) != 0) {
                subtrees.add(subtree(at, leaves));
                at += leaves;
            }
        }
        return subtrees;
    }

    private byte[] subtree(int from, int size) {
        return size == 1
                ? leaves.get(from)
                : hash.node(subtree(from, size / 2), subtree(from + size / 2, size / 2));
    }
}
