package io.nodepulse.audit.note;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) of the JDK with the bare 32-byte keys of the specifications. */
final class Ed25519 {

    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** What RFC 8410 puts in front of a bare public key. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /** What RFC 8410 puts in front of a bare private key. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final String NAME = "Ed25519";

    private Ed25519() {}

    /** A new key: the private half, then the public one. */
    static byte[][] generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            return new byte[][] {
                tail(pair.getPrivate().getEncoded()), tail(pair.getPublic().getEncoded())
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    static byte[] sign(byte[] privateKey, byte[] message) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(NAME)
                            .generatePrivate(new PKCS8EncodedKeySpec(join(PKCS8, privateKey)));
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key of 32 bytes signs", e);
        }
    }

    /** Whether it is that key's signature; bytes that are no key or no signature are not. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(
                    KeyFactory.getInstance(NAME)
                            .generatePublic(new X509EncodedKeySpec(join(X509, publicKey))));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
