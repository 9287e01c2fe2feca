package io.nodepulse.events.segment;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.MalformedEntryException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a segment of any version that there was. Whatever the bytes are, it gives back what was
 * written or says what is wrong. Thread-safe; its iterators are not.
 */
public final class SegmentReader {

    private final SegmentSource source;
    private final SegmentFooter footer;
    private final byte[] digest;

    private SegmentReader(SegmentSource source, SegmentFooter footer, byte[] digest) {
        this.source = source;
        this.footer = footer;
        this.digest = digest;
    }

    /**
     * Reads the footer.
     *
     * @throws MalformedSegmentException if the bytes are no segment, or not all of one
     * @throws IOException if they cannot be had
     */
    public static SegmentReader open(SegmentSource source) throws IOException {
        Place place = Place.of(source);
        byte[] bytes = source.read(place.footerAt, place.footerLength);
        return new SegmentReader(source, readFooter(bytes, place.digest), place.digest);
    }

    /**
     * What a segment is of, by its own words: for a list of many. Nothing is checked but the shape.
     *
     * @throws MalformedSegmentException if the bytes are no segment, or not all of one
     * @throws IOException if they cannot be had
     */
    public static SegmentSummary summary(SegmentSource source) throws IOException {
        Place place = Place.of(source);
        int length = Math.min(SegmentSummary.MAX_BYTES, place.footerLength);
        byte[] bytes = source.read(place.footerAt, length);
        try {
            return SegmentSummary.read(new ByteReader(bytes, 0, length));
        } catch (MalformedEntryException e) {
            throw new MalformedSegmentException("its footer: " + e.getMessage(), e);
        }
    }

    /** Where the footer is, as header and end say. */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared by its bytes
    private record Place(long footerAt, int footerLength, byte[] digest) {

        static Place of(SegmentSource source) throws IOException {
            long size = source.size();
            if (size < SegmentFormat.HEADER_BYTES + SegmentFormat.TRAILER_BYTES) {
                throw new MalformedSegmentException("it has only " + size + " bytes");
            }
            checkHeader(source.read(0, SegmentFormat.HEADER_BYTES));
            long end = size - SegmentFormat.TRAILER_BYTES;
            ByteReader in =
                    new ByteReader(
                            source.read(end, SegmentFormat.TRAILER_BYTES),
                            0,
                            SegmentFormat.TRAILER_BYTES);
            byte[] digest = in.readBytes(BlockEntry.DIGEST_BYTES);
            int length = in.readInt32();
            if (!Arrays.equals(in.readBytes(SegmentFormat.MAGIC.length), SegmentFormat.MAGIC)) {
                throw new MalformedSegmentException(
                        "it does not end as a segment: its end is missing");
            }
            if (length < 0 || end - length < SegmentFormat.HEADER_BYTES) {
                throw new MalformedSegmentException("its footer would have " + length + " bytes");
            }
            return new Place(end - length, length, digest);
        }

        private static void checkHeader(byte[] header) {
            int magicLength = SegmentFormat.MAGIC.length;
            if (!Arrays.equals(Arrays.copyOf(header, magicLength), SegmentFormat.MAGIC)) {
                throw new MalformedSegmentException("it does not begin as a segment");
            }
            if (header[magicLength] < SegmentFormat.WHOLE
                    || header[magicLength] > SegmentFormat.VERSION) {
                throw new MalformedSegmentException(
                        "it is of version %d, which this program does not know"
                                .formatted(header[magicLength]));
            }
        }
    }

    /** What is wanted of a segment. */
    @FunctionalInterface
    public interface Part<T> {
        T of(SegmentReader segment) throws IOException;
    }

    /**
     * Reads a part of a segment. An erasure may write the segment anew between its footer and its
     * block, under the same name: then it is opened again.
     *
     * @throws MalformedSegmentException if the bytes are no segment, or not all of one
     * @throws IOException if they cannot be had
     */
    public static <T> T read(SegmentSource source, Part<T> part) throws IOException {
        try {
            return part.of(open(source));
        } catch (MalformedSegmentException e) {
            return part.of(open(source));
        }
    }

    private static SegmentFooter readFooter(byte[] bytes, byte[] digest) {
        if (!Arrays.equals(Digests.sha256(bytes), digest)) {
            throw new MalformedSegmentException("its footer was altered");
        }
        try {
            return SegmentFooter.decode(new ByteReader(bytes, 0, bytes.length));
        } catch (MalformedEntryException e) {
            throw new MalformedSegmentException("its footer: " + e.getMessage(), e);
        }
    }

    public SegmentFooter footer() {
        return footer;
    }

    /** SHA-256 of the footer, which has those of the blocks: it stands for the whole file. */
    public byte[] digest() {
        return digest.clone();
    }

    /**
     * The appends of a block, in order.
     *
     * @throws MalformedSegmentException if the block is not what was written
     * @throws IOException if its bytes cannot be had
     */
    public Iterator<SegmentAppend> read(BlockEntry block) throws IOException {
        byte[] bytes = source.read(block.offset(), block.length());
        if (!Arrays.equals(Digests.sha256(bytes), block.digest())) {
            throw new MalformedSegmentException(block + " was altered");
        }
        try {
            return decode(block, new ByteReader(bytes, 0, bytes.length));
        } catch (MalformedEntryException e) {
            throw new MalformedSegmentException(block + ": " + e.getMessage(), e);
        }
    }

    private static Iterator<SegmentAppend> decode(BlockEntry block, ByteReader in) {
        int appends = in.readCount("the number of appends", Integer.MAX_VALUE);
        if (appends != block.appends()) {
            throw new MalformedSegmentException(block + " has another number of appends");
        }
        if (block.isOfFacts()) {
            return StoredBlock.read(appends, in);
        }
        if (block.isOfErased()) {
            return ErasedBlock.read(block, in);
        }
        return ScrapeBlockDecoder.of(block.kind(), block.serverId(), appends, in);
    }

    /** The block of that server's scrapes, if it has any here. */
    public Optional<BlockEntry> blockOf(UUID serverId, Exporter exporter) {
        return footer.blocks().stream()
                .filter(block -> block.isOf(exporter) && block.serverId().equals(serverId))
                .findFirst();
    }

    /**
     * The scrapes of that server that are here, in order.
     *
     * @throws IOException if their bytes cannot be had
     */
    public Iterator<SegmentAppend> scrapes(UUID serverId, Exporter exporter) throws IOException {
        Optional<BlockEntry> block = blockOf(serverId, exporter);
        return block.isPresent() ? read(block.get()) : Collections.emptyIterator();
    }

    /**
     * All appends in the order of their sequences. Every block is held, unpacked, until its last
     * one has come.
     *
     * @throws IOException if the bytes cannot be had
     */
    public Iterator<SegmentAppend> appends() throws IOException {
        List<Iterator<SegmentAppend>> blocks = new ArrayList<>();
        for (BlockEntry block : footer.blocks()) {
            blocks.add(read(block));
        }
        return new MergedAppends(blocks);
    }

    /**
     * The appends that are no scrapes, in order.
     *
     * @throws IOException if the bytes cannot be had
     */
    public Iterator<SegmentAppend> facts() throws IOException {
        for (BlockEntry block : footer.blocks()) {
            if (block.isOfFacts()) {
                return read(block);
            }
        }
        return Collections.emptyIterator();
    }
}
