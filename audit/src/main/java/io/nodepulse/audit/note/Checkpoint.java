package io.nodepulse.audit.note;

import io.nodepulse.audit.merkle.TreeHash;

import java.util.Base64;
import java.util.List;

/**
 * The text of a note that says how long a log is and what is in it (C2SP tlog-checkpoint).
 *
 * @param origin the log
 * @param size how many leaves its tree has
 * @param root root of the tree
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared by its text
public record Checkpoint(String origin, long size, byte[] root) {

    private static final int LINES = 3;

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) {
            throw new NoteException("an origin is one line, is " + NoteText.echo(origin));
        }
        if (size < 0 || root.length != TreeHash.BYTES) {
            throw new NoteException("size " + size + ", root of " + root.length + " bytes");
        }
    }

    /** Reads what a note says; lines that others added are passed over. */
    public static Checkpoint of(SignedNote note) {
        return parse(note.text(), 1);
    }

    static Checkpoint parse(String text, int firstLine) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                throw NoteException.at(firstLine + i, "a checkpoint has no empty line here");
            }
        }
        if (lines.size() < LINES) {
            throw NoteException.at(
                    firstLine, "no checkpoint: it has " + lines.size() + " lines instead of three");
        }
        return new Checkpoint(
                lines.get(0),
                NoteText.number(lines.get(1), firstLine + 1, "the size"),
                NoteText.hash(lines.get(2), firstLine + 2));
    }

    /** The root in base64. */
    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }

    /** The text to be signed. */
    public String text() {
        return origin + "\n" + size + "\n" + rootText() + "\n";
    }
}
