package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket.Listed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the proofs in a bucket of one shard with the folder's, by the list of the bucket: their
 * length, and their tags where these are what most servers make them, the MD5 of the bytes. That is
 * known when the tag of one proof is; a tag that is not is no verdict yet, and the proof is
 * fetched. Belongs to one thread.
 *
 * @param there what is in the bucket, by name
 * @param tagsAreDigests whether tags tell what the bytes are
 */
record ProofComparison(ShardObjects objects, Map<String, Listed> there, boolean tagsAreDigests) {

    private static final Logger log = LoggerFactory.getLogger(ProofComparison.class);

    static ProofComparison of(ShardObjects objects, Map<String, Listed> there) throws IOException {
        for (KeptSegment kept : objects.segments().all()) {
            Listed proof = there.get(SegmentFile.proofName(objects.segments().name(kept.file())));
            if (proof != null && proof.tag().equals(md5(kept.file().proofBytes()))) {
                return new ProofComparison(objects, there, true);
            }
        }
        return new ProofComparison(objects, there, false);
    }

    /**
     * Writes the proof beside an object again, where it is not the folder's.
     *
     * @param name of the object
     * @throws SegmentsException if there is one of another history in its place
     */
    void mend(KeptSegment kept, String name) throws IOException {
        byte[] proof = kept.file().proofBytes();
        Optional<String> wrong = wrong(there.get(SegmentFile.proofName(name)), proof);
        if (wrong.isEmpty()) {
            return;
        }
        log.warn(
                "the proof of {} {}: it is written again",
                objects.bucket().address(name),
                wrong.get());
        if (there.containsKey(SegmentFile.proofName(name))) {
            objects.requireOursOrDamaged(name);
        }
        objects.bucket().put(SegmentFile.proofName(name), proof);
    }

    private Optional<String> wrong(@Nullable Listed listed, byte[] proof) throws IOException {
        if (listed == null) {
            return Optional.of("is missing");
        }
        if (listed.bytes() != proof.length) {
            return Optional.of("has %d bytes, not %d".formatted(listed.bytes(), proof.length));
        }
        boolean differs =
                tagsAreDigests
                        && !listed.tag().equals(md5(proof))
                        && !Arrays.equals(objects.bucket().get(listed.name()), proof);
        return differs ? Optional.of("is another one") : Optional.empty();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
