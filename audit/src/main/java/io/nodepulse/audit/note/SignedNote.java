package io.nodepulse.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text and who signed it (C2SP signed-note). Nothing may be concluded from the text before {@link
 * #verify}.
 *
 * @param text the signed text, which ends in a newline
 * @param signatures the signatures, at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** No note is longer. A signature line of ours has some 150 bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a note.
     *
     * @throws NoteException if the bytes are no signed note
     */
    public static SignedNote parse(byte[] bytes) {
        return parse(NoteText.decode(bytes, MAX_BYTES), 1);
    }

    /** Reads a note that was decoded before and begins at that line of something longer. */
    static SignedNote parse(String note, int firstLine) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw NoteException.at(firstLine, "no blank line between the text and its signatures");
        }
        String text = note.substring(0, blank + 1);
        String signed = note.substring(blank + 2);
        int line =
                firstLine
                        + (int) note.substring(0, blank + 2).chars().filter(c -> c == '\n').count();
        if (signed.isEmpty()) {
            throw NoteException.at(line, "no signature");
        }
        if (!signed.endsWith("\n")) {
            throw NoteException.at(
                    firstLine + (int) note.lines().count() - 1, "the last line does not end");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String signature : signed.lines().toList()) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw NoteException.at(line, "more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(signature, line++));
        }
        return new SignedNote(text, signatures);
    }

    /**
     * Checks the signatures of the keys that are known; all others are passed over.
     *
     * @return the keys that signed
     * @throws NoteException if a known key's signature does not verify or none of them signed
     */
    public List<VerifierKey> verify(Collection<VerifierKey> known) {
        List<VerifierKey> signers = new ArrayList<>();
        for (int i = 0; i < signatures.size(); i++) {
            NoteSignature signature = signatures.get(i);
            for (VerifierKey key : known) {
                if (key.made(signature)) {
                    if (!key.verifies(text, signature)) {
                        throw NoteException.at(
                                firstSignatureLine() + i,
                                "the signature of %s (key %s) does not fit the text"
                                        .formatted(key.name(), key.idHex()));
                    }
                    signers.add(key);
                }
            }
        }
        if (signers.isEmpty()) {
            throw NoteException.at(
                    firstSignatureLine(), "not signed by a known key, only by " + signerNames());
        }
        return signers;
    }

    private String signerNames() {
        return signatures.stream()
                .map(s -> s.name() + " (key %08x)".formatted(s.keyId()))
                .collect(Collectors.joining(", "));
    }

    private int firstSignatureLine() {
        return (int) text.lines().count() + 2;
    }

    /** The same note with more signatures, those of keys that signed already left out. */
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature added : more) {
            if (all.stream()
                    .noneMatch(
                            there ->
                                    there.keyId() == added.keyId()
                                            && there.name().equals(added.name()))) {
                all.add(added);
            }
        }
        return new SignedNote(text, all);
    }

    /** Reads signature lines that stand alone, as a witness answers them. */
    public static List<NoteSignature> signatures(byte[] lines) {
        return parse("\n\n" + NoteText.decode(lines, MAX_BYTES), -1).signatures();
    }

    /**
     * Reads notes that stand one behind the other, with or without an empty line between them.
     *
     * @throws NoteException if one of them is no signed note
     */
    public static List<SignedNote> parseAll(byte[] bytes) {
        List<String> lines = NoteText.decode(bytes, MAX_BYTES).lines().toList();
        List<SignedNote> notes = new ArrayList<>();
        int begin = 0;
        boolean signed = false;
        for (int i = 0; i <= lines.size(); i++) {
            boolean signature = i < lines.size() && lines.get(i).startsWith(NoteSignature.START);
            if (i == lines.size() || (signed && !signature)) {
                String note = String.join("\n", lines.subList(begin, i)) + "\n";
                if (!note.isBlank()) {
                    notes.add(parse(note, begin + 1));
                }
                begin = i < lines.size() && lines.get(i).isEmpty() ? i + 1 : i;
            }
            signed = signature;
        }
        return notes;
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] bytes() {
        return toString().getBytes(UTF_8);
    }

    /** The note as it is passed on. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }
}
