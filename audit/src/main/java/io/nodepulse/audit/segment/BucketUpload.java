package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.bucket.S3Bucket.Listed;
import io.nodepulse.audit.note.RangeProof;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Brings segments of one shard from the folder to a bucket. One counts when it was read back from
 * there and proven. Belongs to one thread.
 */
record BucketUpload(ShardObjects objects) {

    private static final Logger log = LoggerFactory.getLogger(BucketUpload.class);

    /**
     * Brings a segment; nothing is written where it is there already.
     *
     * @throws SegmentsException if something else has its place, or comes back
     * @throws IOException if the bucket does not take it, or the file cannot be read
     */
    void bring(KeptSegment kept) throws IOException {
        SegmentFile file = kept.file();
        S3Bucket bucket = objects.bucket();
        String name = objects.segments().name(file);
        Optional<String> wrong = wrongNow(file, name);
        byte[] proof = file.proofBytes();
        bucket.put(SegmentFile.proofName(name), proof);
        if (wrong.isPresent()) {
            bucket.put(name, Files.readAllBytes(file.path()));
        }
        Listed object = objects.list(name).get(name);
        if (object == null) {
            throw new NoSuchFileException(bucket.address(name), null, "is not in the list");
        }
        Optional<String> wrongBack =
                Arrays.equals(proof, bucket.get(SegmentFile.proofName(name)))
                        ? objects.wrong(file, name, RangeProof.parse(proof))
                        : Optional.of("its proof is another one");
        if (wrongBack.isPresent()) {
            throw new SegmentsException(
                    "what was written to %s is not what was signed: %s"
                            .formatted(bucket.address(name), wrongBack.get()));
        }
        objects.arrived(kept, object);
    }

    /** What keeps it from being there; what is of another history stays as it is. */
    private Optional<String> wrongNow(SegmentFile file, String name) throws IOException {
        Map<String, Listed> there = objects.list(name.replace(".segment", "."));
        boolean hasProof = there.containsKey(SegmentFile.proofName(name));
        if (hasProof) {
            objects.requireOursOrDamaged(name);
        }
        if (!there.containsKey(name)) {
            return Optional.of("it is not there");
        }
        Optional<String> wrong = objects.wrong(file, name, file.proof());
        if (wrong.isPresent() && !hasProof) {
            throw new SegmentsException(
                    "%s has the name of a segment and is of another history: %s"
                            .formatted(objects.bucket().address(name), wrong.get()));
        }
        wrong.ifPresent(
                reason ->
                        log.warn(
                                "{} is written again: {}", objects.bucket().address(name), reason));
        return wrong;
    }
}
