package io.nodepulse.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/** An Ed25519 key that signs under any name. Thread-safe; it never prints its private half. */
public final class SigningKey {

    private static final String PRIVATE = "private ";
    private static final String PUBLIC = "public ";

    private final byte[] privateKey;
    private final byte[] publicKey;

    private SigningKey(byte[] privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new key. */
    public static SigningKey generate() {
        byte[][] pair = Ed25519.generate();
        return new SigningKey(pair[0], pair[1]);
    }

    /**
     * Reads the lines {@code private <base64>} and {@code public <base64>}; lines that begin with
     * {@code #} are comments.
     *
     * @throws NoteException if they are no key
     */
    public static SigningKey parse(String text) {
        byte[] privateKey = {};
        byte[] publicKey = {};
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(PRIVATE)) {
                privateKey = half(line.substring(PRIVATE.length()), i + 1);
            } else if (line.startsWith(PUBLIC)) {
                publicKey = half(line.substring(PUBLIC.length()), i + 1);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw NoteException.at(i + 1, "neither private nor public nor a comment");
            }
        }
        if (privateKey.length == 0 || publicKey.length == 0) {
            throw new NoteException("a key has a line 'private …' and a line 'public …'");
        }
        SigningKey key = new SigningKey(privateKey, publicKey);
        byte[] probe = {1};
        if (!Ed25519.verify(publicKey, probe, Ed25519.sign(privateKey, probe))) {
            throw new NoteException("the private and the public half do not belong together");
        }
        return key;
    }

    private static byte[] half(String text, int line) {
        byte[] half;
        try {
            half = NoteText.base64(text.strip(), line, "the key");
        } catch (NoteException e) {
            throw NoteException.at(line, "the key is not base64");
        }
        if (half.length != Ed25519.KEY_BYTES) {
            throw NoteException.at(line, "the key has " + half.length + " bytes instead of 32");
        }
        return half;
    }

    /** The lines that {@link #parse} reads. */
    public String secretText() {
        return PRIVATE
                + NoteText.base64(privateKey)
                + "\n"
                + PUBLIC
                + NoteText.base64(publicKey)
                + "\n";
    }

    /** The public half under that name. */
    public VerifierKey verifier(String name) {
        return new VerifierKey(name, VerifierKey.NOTE, publicKey);
    }

    /** The signature of that text under that name. */
    public NoteSignature sign(String name, String text) {
        return new NoteSignature(
                name, verifier(name).id(), Ed25519.sign(privateKey, text.getBytes(UTF_8)));
    }

    /** A witness' signature of a checkpoint's text, at that POSIX time. */
    public NoteSignature cosign(String name, String text, long time) {
        byte[] signature = Ed25519.sign(privateKey, VerifierKey.cosigned(time, text));
        return new NoteSignature(
                name,
                witness(name).id(),
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(time)
                        .put(signature)
                        .array());
    }

    /** The public half, as a witness under that name has it. */
    public VerifierKey witness(String name) {
        return new VerifierKey(name, VerifierKey.COSIGNATURE, publicKey);
    }
}
