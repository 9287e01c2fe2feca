package io.nodepulse.audit.note;

import io.nodepulse.audit.merkle.ProofCheck;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a leaf that was erased, as a proof carries it in place of the leaf. The proof is
 * of the hash; the rest is what whoever made the proof says.
 *
 * <pre>
 * nodepulse erased leaf 1
 * hash HASH      of the leaf, base64
 * WORDS          who had it erased, when
 * </pre>
 *
 * @param hash of the leaf
 * @param words a line for people
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record ErasedLeaf(byte[] hash, String words) {

    private static final String TITLE = "nodepulse erased leaf 1";
    private static final String HASH = "hash ";
    private static final int LINES = 3;

    /** What that is, if it is one. */
    public static Optional<ErasedLeaf> of(byte[] extra) {
        List<String> lines = new String(extra, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != LINES
                || !lines.getFirst().equals(TITLE)
                || !lines.get(1).startsWith(HASH)) {
            return Optional.empty();
        }
        byte[] hash = NoteText.hash(lines.get(1).substring(HASH.length()), 2);
        return Optional.of(new ErasedLeaf(hash, lines.getLast()));
    }

    /** Whether a leaf of that hash is where the proof says. */
    public boolean isIn(InclusionProof proof) {
        Checkpoint checkpoint = proof.checkpoint();
        return ProofCheck.includes(
                hash, proof.index(), checkpoint.size(), checkpoint.root(), proof.path());
    }

    /** As {@link #of} reads it. */
    public byte[] bytes() {
        return "%s\n%s%s\n%s\n"
                .formatted(TITLE, HASH, NoteText.base64(hash), words)
                .getBytes(StandardCharsets.UTF_8);
    }
}
