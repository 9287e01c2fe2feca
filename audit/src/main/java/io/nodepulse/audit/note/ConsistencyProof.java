package io.nodepulse.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.merkle.ProofCheck;

import java.util.ArrayList;
import java.util.List;

/**
 * That a log only grew: an older size, the hashes that lead from there, and the newer checkpoint.
 * The text is the body that a witness is sent (C2SP tlog-witness, add-checkpoint).
 *
 * @param oldSize size of the older tree
 * @param hashes the proof of RFC 6962, section 2.1.2
 * @param note the signed newer checkpoint
 */
public record ConsistencyProof(long oldSize, List<byte[]> hashes, SignedNote note) {

    private static final String OLD = "old ";

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Reads a proof.
     *
     * @throws NoteException if the bytes are no proof
     */
    public static ConsistencyProof parse(byte[] bytes) {
        String text = NoteText.decode(bytes, SignedNote.MAX_BYTES);
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(OLD) || blank < 0) {
            throw NoteException.at(
                    1, "a consistency proof has 'old <size>', hashes, a blank line, a checkpoint");
        }
        List<String> lines = text.substring(0, blank).lines().toList();
        return new ConsistencyProof(
                NoteText.number(lines.getFirst().substring(OLD.length()), 1, "the old size"),
                ProofLines.read(lines, 1),
                SignedNote.parse(text.substring(blank + 2), lines.size() + 2));
    }

    /** Whether the tree of the older checkpoint is the beginning of that of the newer one. */
    public boolean continues(Checkpoint older) {
        Checkpoint newer = Checkpoint.of(note);
        return older.size() == oldSize
                && older.origin().equals(newer.origin())
                && ProofCheck.continues(oldSize, older.root(), newer.size(), newer.root(), hashes);
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] bytes() {
        return toString().getBytes(UTF_8);
    }

    /** The proof as it is passed on. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(OLD + oldSize);
        hashes.forEach(hash -> lines.add(NoteText.base64(hash)));
        return String.join("\n", lines) + "\n\n" + note;
    }
}
