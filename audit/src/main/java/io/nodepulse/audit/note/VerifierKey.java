package io.nodepulse.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes: {@code <name>+<key id, hex>+<base64 of type and key>}.
 * Signatures of type 1 are over the note's text; those of type 4, of witnesses, are over a time and
 * the text (C2SP tlog-cosignature). Immutable.
 */
public final class VerifierKey {

    /** Ed25519 over the text. */
    public static final byte NOTE = 1;

    /** Timestamped Ed25519 of a witness. */
    public static final byte COSIGNATURE = 4;

    private static final int ID_DIGITS = 8;
    private static final int MAX_CHARACTERS = 1_000;

    private final String name;
    private final byte type;
    private final byte[] publicKey;
    private final int id;

    VerifierKey(String name, byte type, byte[] publicKey) {
        this.name = name;
        this.type = type;
        this.publicKey = publicKey.clone();
        this.id = idOf(name, type, publicKey);
    }

    /**
     * Reads a key.
     *
     * @throws NoteException if the text is no key of one of the two types
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (text.length() > MAX_CHARACTERS || parts.length != 3) {
            throw malformed(text, "it is not <name>+<id>+<key>");
        }
        if (!NoteText.isKeyName(parts[0])) {
            throw malformed(text, "its name is empty or has a space");
        }
        if (!parts[1].matches("[0-9a-f]{" + ID_DIGITS + "}")) {
            throw malformed(text, "its id is not eight hex digits");
        }
        byte[] typed = NoteText.base64(parts[2], 1, "the verifier key");
        if (typed.length == 0 || (typed[0] != NOTE && typed[0] != COSIGNATURE)) {
            throw malformed(text, "it is of a type other than 1 and 4");
        }
        if (typed.length != 1 + Ed25519.KEY_BYTES) {
            throw malformed(text, "its key has " + (typed.length - 1) + " bytes instead of 32");
        }
        VerifierKey key =
                new VerifierKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.idHex().equals(parts[1])) {
            throw malformed(text, "its id should be " + key.idHex());
        }
        return key;
    }

    private static NoteException malformed(String text, String why) {
        return new NoteException(NoteText.echo(text) + " is no verifier key: " + why);
    }

    /** Name of the key. */
    public String name() {
        return name;
    }

    /** The same public key under another name. */
    public VerifierKey named(String otherName) {
        return new VerifierKey(otherName, type, publicKey);
    }

    /** The first bytes of the hash of name, type and key. */
    public int id() {
        return id;
    }

    /** The id as eight hex digits. */
    public String idHex() {
        return HexFormat.of().toHexDigits(id);
    }

    /** Whether name and id of the signature are this key's. */
    public boolean made(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /** Whether this key made that signature of that text. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.signature();
        if (type == NOTE) {
            return Ed25519.verify(publicKey, text.getBytes(UTF_8), bytes);
        }
        if (bytes.length != Long.BYTES + Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        long time = ByteBuffer.wrap(bytes).getLong();
        return time >= 0
                && Ed25519.verify(
                        publicKey,
                        cosigned(time, text),
                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    static byte[] cosigned(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(UTF_8);
    }

    private static int idOf(String name, byte type, byte[] publicKey) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(UTF_8));
            sha256.update(type);
            return ByteBuffer.wrap(sha256.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && key.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + publicKey.length).put(type).put(publicKey).array();
        return name + "+" + idHex() + "+" + NoteText.base64(typed);
    }
}
