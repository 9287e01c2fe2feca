package io.nodepulse.audit.note;

import io.nodepulse.audit.merkle.ProofCheck;
import io.nodepulse.audit.merkle.TreeHash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A leaf, where it is, and the checkpoint that covers it (C2SP tlog-proof): all that is needed to
 * check it offline but the log's key.
 *
 * @param extra the leaf's canonical bytes, if they are there
 * @param index index of the leaf
 * @param path siblings from the leaf to below the root
 * @param note the signed checkpoint
 */
public record InclusionProof(
        Optional<byte[]> extra, long index, List<byte[]> path, SignedNote note) {

    /** No proof is longer: the leaf of 100,000 long names has some megabytes. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final String TITLE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Reads a proof.
     *
     * @throws NoteException if the bytes are no proof
     */
    public static InclusionProof parse(byte[] bytes) {
        String text = NoteText.decode(bytes, MAX_BYTES);
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(TITLE + "\n")) {
            throw NoteException.at(1, "a proof begins with " + TITLE);
        }
        if (blank < 0) {
            throw NoteException.at(1, "no blank line between the path and the checkpoint");
        }
        List<String> lines = text.substring(0, blank).lines().toList();
        int line = 1;
        Optional<byte[]> extra = Optional.empty();
        if (line < lines.size() && lines.get(line).startsWith(EXTRA)) {
            String base64 = lines.get(line).substring(EXTRA.length());
            extra = Optional.of(NoteText.base64(base64, line + 1, "the extra data"));
            line++;
        }
        if (line >= lines.size() || !lines.get(line).startsWith(INDEX)) {
            throw NoteException.at(line + 1, "no 'index' of the leaf");
        }
        long index =
                NoteText.number(
                        lines.get(line).substring(INDEX.length()), line + 1, "the leaf's index");
        List<byte[]> path = ProofLines.read(lines, line + 1);
        String note = text.substring(blank + 2);
        if (note.length() > SignedNote.MAX_BYTES) {
            throw NoteException.at(lines.size() + 2, "the checkpoint is too long");
        }
        return new InclusionProof(extra, index, path, SignedNote.parse(note, lines.size() + 2));
    }

    /** The checkpoint that the path leads to. */
    public Checkpoint checkpoint() {
        return Checkpoint.parse(note.text(), path.size() + (extra.isPresent() ? 5 : 4));
    }

    /** Whether that leaf is where this proof says, in the tree of its checkpoint. */
    public boolean includes(byte[] leaf) {
        Checkpoint checkpoint = checkpoint();
        return ProofCheck.includes(
                new TreeHash().leaf(leaf), index, checkpoint.size(), checkpoint.root(), path);
    }

    /** The proof as it is passed on. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        extra.ifPresent(bytes -> lines.add(EXTRA + NoteText.base64(bytes)));
        lines.add(INDEX + index);
        path.forEach(hash -> lines.add(NoteText.base64(hash)));
        return String.join("\n", lines) + "\n\n" + note;
    }
}
