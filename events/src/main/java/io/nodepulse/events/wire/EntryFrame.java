package io.nodepulse.events.wire;

import java.util.zip.CRC32C;

/** What stands around the body of an entry: see {@link EntryFormat}. */
final class EntryFrame {

    private static final int CHECKSUM_BYTES = 4;
    private static final int MIN_BYTES = 3 + CHECKSUM_BYTES;
    private static final int EXPECTED_BYTES = 1024;

    private EntryFrame() {}

    /** An entry up to its body. */
    static ByteWriter begin(int version, int kind, int count) {
        ByteWriter out = new ByteWriter(EXPECTED_BYTES);
        out.putByte(version);
        out.putByte(kind);
        out.putVarLong(count);
        return out;
    }

    /** Ends an entry behind its body. */
    static byte[] seal(ByteWriter out) {
        out.putInt32(checksum(out.array(), out.length()));
        return out.toByteArray();
    }

    /**
     * An entry without its checksum, which fits.
     *
     * @throws MalformedEntryException if it does not
     */
    static ByteReader open(byte[] bytes) {
        if (bytes.length < MIN_BYTES) {
            throw new MalformedEntryException("only " + bytes.length + " bytes");
        }
        int end = bytes.length - CHECKSUM_BYTES;
        int stored = new ByteReader(bytes, end, bytes.length).readInt32();
        if (stored != checksum(bytes, end)) {
            throw new MalformedEntryException("the checksum does not match");
        }
        return new ByteReader(bytes, 0, end);
    }

    /** The version of an entry that was opened, which is one that is known. */
    static int readVersion(ByteReader in) {
        int version = in.readByte();
        if (version < 1 || version > EntryFormat.VERSION) {
            throw new MalformedEntryException("unknown format version " + version);
        }
        return version;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
