package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.events.segment.SegmentSource;

import java.io.IOException;

/**
 * A segment in a bucket.
 *
 * @param name of the object, in the folder's words: {@code shard-N/FIRST-END.segment}
 * @param bytes it has
 * @param tag of the object that was proven: another one of that name is not read
 */
record BucketCopy(S3Bucket bucket, String name, long bytes, String tag) implements SegmentCopy {

    @Override
    public byte[] proof() throws IOException {
        return bucket.get(SegmentFile.proofName(name));
    }

    @Override
    public SegmentSource source() {
        return new SegmentSource() {
            @Override
            public long size() {
                return bytes;
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
                return bucket.range(name, tag, offset, length);
            }
        };
    }
}
