package io.nodepulse.audit.note;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A signature line of a note: {@code — <key name> <base64 of key id and signature>}.
 *
 * @param name name of the key
 * @param keyId id of the key
 * @param signature what the key's algorithm made
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared nowhere
public record NoteSignature(String name, int keyId, byte[] signature) {

    static final String START = "— ";

    /**
     * Reads a line.
     *
     * @param number its number, for the message
     */
    static NoteSignature parse(String line, int number) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0) {
            throw NoteException.at(
                    number, "is no signature '— <name> <base64>': " + NoteText.echo(line));
        }
        String name = line.substring(START.length(), space);
        if (!NoteText.isKeyName(name)) {
            throw NoteException.at(number, "has no name of a key: " + NoteText.echo(line));
        }
        byte[] bytes = NoteText.base64(line.substring(space + 1), number, "the signature");
        if (bytes.length <= Integer.BYTES) {
            throw NoteException.at(number, "the signature has only " + bytes.length + " bytes");
        }
        return new NoteSignature(
                name,
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /** The line, without its newline. */
    public String line() {
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array();
        return START + name + " " + NoteText.base64(bytes);
    }
}
