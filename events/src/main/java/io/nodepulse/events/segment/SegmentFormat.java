package io.nodepulse.events.segment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What stands around the blocks of a segment.
 *
 * <pre>
 * +---------------+-------------+---------------------+----------------+-----------------+----------------+-------------+
 * | magic         | version u8  | blocks              | footer         | SHA-256 of the  | length of the  | magic       |
 * | 8 bytes       | = 1 to 3    |                     |                | footer, 32      | footer, u32    | 8 bytes     |
 * +---------------+-------------+---------------------+----------------+-----------------+----------------+-------------+
 * </pre>
 *
 * The footer has the digest of every block, so its own stands for the file. u32 are lowest byte
 * first, as in a wire entry; the magic breaks where a file is taken for text.
 */
final class SegmentFormat {

    /** The newest. */
    static final int VERSION = 3;

    /**
     * Of what has nothing that was erased, and no optional figures: programs of before read it,
     * too.
     */
    static final int WHOLE = 1;

    /** Of what has something that was erased, and no optional figures. */
    static final int WITH_ERASED = 2;

    /** Of what has optional figures of processes. */
    static final int WITH_FIGURES = 3;

    static final byte[] MAGIC = "\u0089NPSEG\r\n".getBytes(ISO_8859_1);

    static final int HEADER_BYTES = MAGIC.length + 1;

    static final int TRAILER_BYTES = BlockEntry.DIGEST_BYTES + Integer.BYTES + MAGIC.length;

    private SegmentFormat() {}
}
