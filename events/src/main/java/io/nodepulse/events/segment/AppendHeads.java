package io.nodepulse.events.segment;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;

/**
 * Where the appends of a block stand in their shard, in ascending order.
 *
 * <pre>
 * appends x last sequence, as the step from the one before (varint)
 * runs, varint | runs x [ appends, varint | epoch, 8 bytes ]
 * </pre>
 */
final class AppendHeads {

    private final ByteWriter sequences = new ByteWriter(256);
    private final ByteWriter epochs = new ByteWriter(32);
    private int count;
    private int runs;
    private int runLength;
    private Epoch epoch = Epoch.ORIGIN;
    private long firstSequence;
    private long lastSequence;

    /** Takes the next append, which lies behind the one before. */
    void add(SegmentAppend append) {
        if (count == 0) {
            firstSequence = append.firstSequence();
        }
        if (runLength > 0 && !epoch.equals(append.epoch())) {
            endRun();
        }
        epoch = append.epoch();
        runLength++;
        sequences.putVarLong(append.lastSequence() - lastSequence);
        lastSequence = append.lastSequence();
        count++;
    }

    private void endRun() {
        epochs.putVarLong(runLength);
        epochs.putInt64(epoch.id());
        runs++;
        runLength = 0;
    }

    int count() {
        return count;
    }

    /** Sequence of the first event. */
    long firstSequence() {
        return firstSequence;
    }

    /** Sequence of the last event. */
    long lastSequence() {
        return lastSequence;
    }

    void write(ByteWriter out) {
        endRun();
        out.putBytes(sequences.array(), 0, sequences.length());
        out.putVarLong(runs);
        out.putBytes(epochs.array(), 0, epochs.length());
    }

    /**
     * As they are read.
     *
     * @param lastSequences of each append
     * @param epochs of each append
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
    record Read(long[] lastSequences, Epoch[] epochs) {}

    static Read read(int count, ByteReader in) {
        if (count > in.remaining()) {
            throw new MalformedSegmentException(
                    "%d appends cannot stand in %d bytes".formatted(count, in.remaining()));
        }
        long[] lastSequences = new long[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            long step = in.readVarLong();
            if (step <= 0 || last + step < last) {
                throw new MalformedSegmentException("the sequences of a block do not ascend");
            }
            last += step;
            lastSequences[i] = last;
        }
        return new Read(lastSequences, readEpochs(count, in));
    }

    private static Epoch[] readEpochs(int count, ByteReader in) {
        Epoch[] epochs = new Epoch[count];
        int runs = in.readCount("the number of epochs", count);
        int filled = 0;
        for (int run = 0; run < runs; run++) {
            int length = in.readCount("the appends of an epoch", count - filled);
            Epoch epoch = new Epoch(in.readInt64());
            for (int i = 0; i < length; i++) {
                epochs[filled++] = epoch;
            }
        }
        if (filled != count) {
            throw new MalformedSegmentException("the epochs of a block do not add up");
        }
        return epochs;
    }
}
