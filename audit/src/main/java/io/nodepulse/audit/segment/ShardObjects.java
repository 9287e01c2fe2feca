package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.bucket.S3Bucket.Listed;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.note.VerifierKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The objects of one shard in a bucket, and what proves them.
 *
 * @param keys of the shard's log
 */
record ShardObjects(
        int shard,
        S3Bucket bucket,
        SegmentFolder folder,
        ShardSegments segments,
        Supplier<List<VerifierKey>> keys) {

    private static final Logger log = LoggerFactory.getLogger(ShardObjects.class);

    /** Those whose names begin so, by their names. */
    Map<String, Listed> list(String start) throws IOException {
        return bucket.list(start).stream()
                .collect(Collectors.toMap(Listed::name, Function.identity()));
    }

    Map<String, Listed> all() throws IOException {
        return list("shard-%d/".formatted(shard));
    }

    /**
     * Fetches the object, and says what keeps it from being what that proof is of.
     *
     * @throws SegmentsException if another log signed that
     */
    Optional<String> wrong(SegmentFile file, String name, RangeProof proof) throws IOException {
        requireOurs(proof, name);
        return file.mismatch(new MemorySource(bucket.get(name)), proof);
    }

    /** It was read back and proven: from now on it counts. */
    void arrived(KeptSegment kept, Listed object) throws IOException {
        segments.arrived(kept, noted(object, kept));
    }

    KeptObject noted(Listed object, KeptSegment kept) {
        return new KeptObject(
                bucket.address(object.name()), object.bytes(), object.tag(), kept.summary());
    }

    /**
     * Refuses to write the proof of that segment where another log signed the one that is there.
     * One that was cut or altered may be replaced.
     *
     * @throws SegmentsException naming the object
     */
    void requireOursOrDamaged(String name) throws IOException {
        try {
            RangeProof proof = RangeProof.parse(bucket.get(SegmentFile.proofName(name)));
            boolean namesOurKey =
                    proof.note().signatures().stream()
                            .anyMatch(
                                    signature ->
                                            keys.get().stream()
                                                    .anyMatch(key -> key.made(signature)));
            if (!namesOurKey) {
                requireOurs(proof, name);
            }
        } catch (NoteException e) {
            log.warn("the proof of {} is damaged: {}", bucket.address(name), e.getMessage());
        }
    }

    /**
     * Refuses what another log signed.
     *
     * @throws SegmentsException naming the object
     */
    void requireOurs(RangeProof proof, String name) {
        try {
            proof.note().verify(keys.get());
        } catch (NoteException e) {
            throw new SegmentsException(
                    "%s is of another history: its checkpoint is not signed by this log's key"
                            .formatted(bucket.address(name)),
                    e);
        }
    }
}
