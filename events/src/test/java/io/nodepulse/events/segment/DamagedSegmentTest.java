package io.nodepulse.events.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.MalformedEntryException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A segment that is not as it was written is never read as if it were. */
class DamagedSegmentTest {

    private static final int FORGERIES = 3_000;

    /** Of a block of processes: heads, keys, layouts and five columns. */
    private static final int SECTIONS = 8;

    private static byte[] segment;

    @BeforeAll
    static void write() throws IOException {
        segment = RandomShard.segment(new RandomShard(5).next(12));
    }

    @Test
    void everyAlteredByteIsFound() {
        for (int at = 0; at < segment.length; at++) {
            byte[] damaged = segment.clone();
            damaged[at] ^= 0x41;
            assertThatExceptionOfType(MalformedSegmentException.class)
                    .as("byte %d of %d", at, segment.length)
                    .isThrownBy(() -> readAll(damaged));
        }
    }

    @Test
    void everyMissingEndIsFound() {
        for (int length = 0; length < segment.length; length++) {
            byte[] cut = Arrays.copyOf(segment, length);
            assertThatExceptionOfType(MalformedSegmentException.class)
                    .as("%d of %d bytes", length, segment.length)
                    .isThrownBy(() -> readAll(cut));
        }
    }

    @Test
    void aNewerVersionIsSaid() {
        byte[] newer = segment.clone();
        newer[SegmentFormat.MAGIC.length] = SegmentFormat.VERSION + 1;

        assertThatExceptionOfType(MalformedSegmentException.class)
                .isThrownBy(() -> readAll(newer))
                .withMessage("it is of version 4, which this program does not know");
    }

    /** As somebody makes it who can write digests, too: it reads, or says what is wrong. */
    @Test
    void forgedBlocksNeverBreakTheReader() throws IOException {
        Random random = new Random(1);
        SegmentReader whole = SegmentReader.open(new BytesSource(segment));
        int refused = 0;
        for (int round = 0; round < FORGERIES; round++) {
            byte[] forged = forged(whole, random);
            try {
                readAll(forged);
            } catch (MalformedSegmentException | MalformedEntryException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(FORGERIES / 10, FORGERIES - 1);
    }

    /** With damage in a section of one block, or in how that is packed. */
    private static byte[] forged(SegmentReader whole, Random random) throws IOException {
        ByteWriter out = new ByteWriter(segment.length);
        out.putBytes(segment, 0, SegmentFormat.HEADER_BYTES);
        List<BlockEntry> blocks = new ArrayList<>();
        int victim = random.nextInt(whole.footer().blocks().size());
        for (BlockEntry block : whole.footer().blocks()) {
            byte[] bytes =
                    Arrays.copyOfRange(
                            segment, (int) block.offset(), (int) block.offset() + block.length());
            if (blocks.size() == victim) {
                bytes = random.nextInt(4) == 0 ? damaged(bytes, random) : repacked(bytes, random);
            }
            blocks.add(resealed(block, out.length(), bytes));
            out.putBytes(bytes, 0, bytes.length);
        }
        byte[] footer = SegmentFooter.of(1, 4, blocks).encode();
        out.putBytes(footer, 0, footer.length);
        out.putBytes(Digests.sha256(footer), 0, BlockEntry.DIGEST_BYTES);
        out.putInt32(footer.length);
        out.putBytes(SegmentFormat.MAGIC, 0, SegmentFormat.MAGIC.length);
        return out.toByteArray();
    }

    private static byte[] repacked(byte[] block, Random random) {
        ByteReader in = new ByteReader(block, 0, block.length);
        ByteWriter out = new ByteWriter(block.length);
        out.putVarLong(in.readVarLong());
        int victim = random.nextInt(SECTIONS);
        for (int section = 0; in.remaining() > 0; section++) {
            byte[] read = Section.readBytes(in);
            byte[] kept = section == victim ? damaged(read, random) : read;
            ByteWriter numbers = new ByteWriter(kept.length);
            numbers.putBytes(kept, 0, kept.length);
            Section.write(numbers, 1, out);
        }
        return out.toByteArray();
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static BlockEntry resealed(BlockEntry block, long offset, byte[] bytes) {
        return new BlockEntry(
                block.kind(),
                block.serverId(),
                offset,
                bytes.length,
                block.appends(),
                block.events(),
                block.firstSequence(),
                block.lastSequence(),
                block.firstSampledAt(),
                block.lastSampledAt(),
                Digests.sha256(bytes));
    }

    private static void readAll(byte[] bytes) throws IOException {
        SegmentTest.all(SegmentReader.open(new BytesSource(bytes)).appends());
    }
}
