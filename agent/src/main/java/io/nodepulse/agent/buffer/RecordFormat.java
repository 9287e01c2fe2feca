package io.nodepulse.agent.buffer;

import io.nodepulse.agent.payload.ExporterKind;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The bytes of a scrape on disk, big-endian:
 *
 * <pre>
 *  0        4        8       9             17            21
 * +--------+--------+-------+-------------+-------------+------------------+
 * | length | crc 32 | kind  | at, ms since| JSON length | JSON text,       |
 * | u32    | u32    | u8    | 1970, u64   | u32         | raw deflate      |
 * +--------+--------+-------+-------------+-------------+------------------+
 *                   |&lt;- length bytes, over which the crc is taken -------&gt;|
 * </pre>
 *
 * <p>A file begins with the four bytes {@code NPB1}. Used under the buffer's lock.
 */
final class RecordFormat {

    static final byte[] MAGIC = {'N', 'P', 'B', '1'};

    /** Bytes before those that the length counts. */
    static final int PREFIX = 8;

    /** Bytes between the prefix and the deflated text. */
    static final int FIXED = 13;

    /** Far above the scrape of a machine with the most groups that can be configured. */
    static final int MAX_LENGTH = 8 * 1024 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, /* nowrap= */ true);
    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[16 * 1024];

    /** The encoded record: the array's first bytes, as many as the result says. */
    int encode(ScrapeRecord record) {
        int packed = pack(record);
        int length = FIXED + packed;
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(0, length);
        header.put(PREFIX, record.kind().code());
        header.putLong(PREFIX + 1, record.atMillis());
        header.putInt(PREFIX + 9, record.jsonLength());
        header.putInt(4, checksum(bytes, PREFIX, length));
        return PREFIX + length;
    }

    byte[] encoded() {
        return bytes;
    }

    private int pack(ScrapeRecord record) {
        int offset = PREFIX + FIXED;
        byte[] content = record.content();
        // Deflate never grows by more than 5 bytes per 16 kB, plus a few.
        int bound = offset + content.length + content.length / 1_000 + 64;
        if (bytes.length < bound) {
            bytes = new byte[bound];
        }
        if (record.packed()) {
            System.arraycopy(content, 0, bytes, offset, content.length);
            return content.length;
        }
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        return deflater.deflate(bytes, offset, bytes.length - offset);
    }

    /**
     * The record of that body, which follows a prefix with that checksum; null where the checksum
     * or the body is wrong.
     */
    @Nullable ScrapeRecord decode(byte[] body, int length, int expectedChecksum) {
        if (length < FIXED || checksum(body, 0, length) != expectedChecksum) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(body);
        ExporterKind kind = ExporterKind.ofCode(fields.get(0));
        int jsonLength = fields.getInt(9);
        if (kind == null || jsonLength < 0) {
            return null;
        }
        byte[] content = new byte[length - FIXED];
        System.arraycopy(body, FIXED, content, 0, content.length);
        return new ScrapeRecord(kind, fields.getLong(1), jsonLength, content, /* packed= */ true);
    }

    private int checksum(byte[] data, int from, int length) {
        crc.reset();
        crc.update(data, from, length);
        return (int) crc.getValue();
    }

    /** Frees the native memory of the compressor. */
    void end() {
        deflater.end();
    }
}
