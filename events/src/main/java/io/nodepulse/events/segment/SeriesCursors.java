package io.nodepulse.events.segment;

/**
 * A column of a block: the numbers of one series after those of the other, each read on from where
 * it is. Every series has as many numbers as are ever asked for, which is checked once. Not
 * thread-safe.
 */
final class SeriesCursors {

    private static final int MAX_VARINT_BYTES = 10;

    private final byte[] bytes;
    private final int[] positions;
    private final long[] before;
    private final boolean goesOn;

    /**
     * @param bytes the zigzag varints of all series
     * @param counts how many numbers each series has
     * @param goesOn whether a number is the step from the one before
     */
    SeriesCursors(byte[] bytes, int[] counts, boolean goesOn) {
        this.bytes = bytes;
        this.positions = new int[counts.length];
        this.before = new long[counts.length];
        this.goesOn = goesOn;
        int position = 0;
        for (int series = 0; series < counts.length; series++) {
            positions[series] = position;
            position = skip(position, counts[series]);
        }
        if (position != bytes.length) {
            throw new MalformedSegmentException(
                    "a column has %d bytes too many".formatted(bytes.length - position));
        }
    }

    private int skip(int from, int count) {
        int position = from;
        for (int i = 0; i < count; i++) {
            int begin = position;
            while (position < bytes.length && bytes[position] < 0) {
                position++;
            }
            position++;
            if (position > bytes.length || position - begin > MAX_VARINT_BYTES) {
                throw new MalformedSegmentException("a column ends too early, or is none");
            }
        }
        return position;
    }

    /** Takes the next number of each of these series. */
    void next(int[] series, long[] into) {
        for (int place = 0; place < series.length; place++) {
            int one = series[place];
            int position = positions[one];
            long code = bytes[position] & 0x7F;
            for (int shift = 7; bytes[position++] < 0; shift += 7) {
                code |= (long) (bytes[position] & 0x7F) << shift;
            }
            positions[one] = position;
            long number = (code >>> 1) ^ -(code & 1);
            before[one] = goesOn ? before[one] + number : number;
            into[place] = before[one];
        }
    }
}
