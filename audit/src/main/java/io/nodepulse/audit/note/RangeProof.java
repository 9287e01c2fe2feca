package io.nodepulse.audit.note;

import io.nodepulse.audit.merkle.CompactTree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * That leaves which stand one behind the other are those of a log, from an index on up to the size
 * of a checkpoint: all that is needed to check them offline but the log's key. Leaves that are
 * known by their hash only are named.
 *
 * <pre>
 * nodepulse range proof 1
 * file HASH                 SHA-256 that stands for the file with the leaves
 * first INDEX               of the first leaf
 * left HASH                 x the complete subtrees of all leaves before, the largest first
 * gone INDEX HEIGHT HASH    x subtrees of 1 &lt;&lt; HEIGHT leaves that are not in the file, ascending
 *
 * the signed checkpoint
 * </pre>
 *
 * Hashes are in base64.
 *
 * @param file what stands for the file
 * @param first index of the first leaf
 * @param left the complete subtrees of the leaves before
 * @param gone what is not in the file
 * @param note the signed checkpoint of the tree that ends with the range
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared by its text
public record RangeProof(
        byte[] file, long first, List<byte[]> left, List<Gone> gone, SignedNote note) {

    private static final String TITLE = "nodepulse range proof 1";
    private static final String FILE = "file ";
    private static final String FIRST = "first ";
    private static final String LEFT = "left ";
    private static final String GONE = "gone ";
    private static final int MAX_HEIGHT = 62;

    /** With every leaf of some million gone. */
    private static final int MAX_BYTES = 256 << 20;

    /**
     * Leaves of which the hash over all of them is known.
     *
     * @param index of the first
     * @param height there are {@code 1 << height}
     * @param hash of the subtree over them
     */
    public record Gone(long index, int height, byte[] hash) {}

    public RangeProof {
        left = List.copyOf(left);
        gone = List.copyOf(gone);
    }

    /**
     * Reads a proof.
     *
     * @throws NoteException if the bytes are no proof
     */
    public static RangeProof parse(byte[] bytes) {
        String text = NoteText.decode(bytes, MAX_BYTES);
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(TITLE + "\n") || blank < 0) {
            throw NoteException.at(1, "a range proof begins with '" + TITLE + "'");
        }
        List<String> lines = text.substring(0, blank).lines().toList();
        byte[] file = NoteText.hash(after(lines, 1, FILE), 2);
        long first = NoteText.number(after(lines, 2, FIRST), 3, "the first index");
        int line = 3;
        List<byte[]> left = new ArrayList<>();
        while (line < lines.size() && lines.get(line).startsWith(LEFT)) {
            left.add(NoteText.hash(lines.get(line).substring(LEFT.length()), line + 1));
            line++;
        }
        List<Gone> gone = new ArrayList<>();
        for (; line < lines.size(); line++) {
            gone.add(gone(after(lines, line, GONE), line + 1));
        }
        String note = text.substring(blank + 2);
        return new RangeProof(file, first, left, gone, SignedNote.parse(note, lines.size() + 2));
    }

    private static String after(List<String> lines, int index, String start) {
        if (index >= lines.size() || !lines.get(index).startsWith(start)) {
            throw NoteException.at(index + 1, "no '" + start.strip() + "'");
        }
        return lines.get(index).substring(start.length());
    }

    private static Gone gone(String text, int line) {
        String[] fields = text.split(" ", -1);
        if (fields.length != 3) {
            throw NoteException.at(line, "'gone' has an index, a height and a hash");
        }
        long height = NoteText.number(fields[1], line, "the height");
        if (height > MAX_HEIGHT) {
            throw NoteException.at(line, "no tree has the height " + height);
        }
        return new Gone(
                NoteText.number(fields[0], line, "the index"),
                (int) height,
                NoteText.hash(fields[2], line));
    }

    /** The same of another file with the same leaves. */
    public RangeProof of(byte[] digest) {
        return new RangeProof(digest, first, left, gone, note);
    }

    /** What the note says. */
    public Checkpoint checkpoint() {
        return Checkpoint.of(note);
    }

    /** Whether what stands for the file is that. */
    public boolean isOf(byte[] digest) {
        return Arrays.equals(file, digest);
    }

    /**
     * What keeps these leaves from being the range, if something does. Who signed the checkpoint is
     * not looked at.
     *
     * @param leaves hashes of the leaves that are there, in order
     */
    public Optional<String> mismatch(Iterator<byte[]> leaves) {
        long end = checkpoint().size();
        if (left.size() != Long.bitCount(first)) {
            return Optional.of("the leaves before %d are not all proven".formatted(first));
        }
        CompactTree tree = new CompactTree(first, left);
        Iterator<Gone> missing = gone.iterator();
        Gone next = missing.hasNext() ? missing.next() : null;
        while (tree.size() < end) {
            if (next != null && next.index == tree.size()) {
                if ((tree.size() & ((1L << next.height) - 1)) != 0) {
                    return Optional.of("no subtree begins at leaf " + next.index);
                }
                tree.append(next.height, next.hash);
                next = missing.hasNext() ? missing.next() : null;
            } else if (leaves.hasNext()) {
                tree.append(0, leaves.next());
            } else {
                return Optional.of("leaf %d is not there".formatted(tree.size()));
            }
        }
        if (tree.size() > end || next != null || leaves.hasNext()) {
            return Optional.of("there are more leaves than were signed, %d".formatted(end));
        }
        return Arrays.equals(tree.root(), checkpoint().root())
                ? Optional.empty()
                : Optional.of("the leaves are not those that were signed");
    }

    /** The proof as {@link #parse} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        text.append(FILE).append(NoteText.base64(file)).append('\n');
        text.append(FIRST).append(first).append('\n');
        left.forEach(hash -> text.append(LEFT).append(NoteText.base64(hash)).append('\n'));
        for (Gone each : gone) {
            text.append(GONE).append(each.index).append(' ').append(each.height).append(' ');
            text.append(NoteText.base64(each.hash)).append('\n');
        }
        return text.append('\n').append(note).toString();
    }
}
