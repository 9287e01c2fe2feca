package io.nodepulse.audit.note;

import java.util.ArrayList;
import java.util.List;

/** Hashes of a proof, a line each. */
final class ProofLines {

    /** A tree of 2^63 leaves has no longer path. */
    private static final int MAX_HASHES = 63;

    private ProofLines() {}

    /** The hashes from that index of the lines on. */
    static List<byte[]> read(List<String> lines, int from) {
        if (lines.size() - from > MAX_HASHES) {
            throw NoteException.at(
                    from + MAX_HASHES + 1, "a proof has at most " + MAX_HASHES + " hashes");
        }
        List<byte[]> hashes = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            hashes.add(NoteText.hash(lines.get(i), i + 1));
        }
        return hashes;
    }
}
