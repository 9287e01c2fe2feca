package io.nodepulse.query.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/**
 * The certificate of a listener that no authority vouches for.
 *
 * @param pem the certificate alone, without anything that stood around it in its file
 * @param publicKeyPin as curl's {@code --pinnedpubkey} takes it: {@code sha256//} and the Base64 of
 *     the SHA-256 of the DER form of the key
 */
record PinnedCertificate(String pem, String publicKeyPin) {

    private static final int LINE = 64;

    /**
     * @throws IllegalStateException if there is no certificate in that file
     */
    static PinnedCertificate read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "nodepulse.install.certificate cannot be read: " + e.getMessage(), e);
        }
    }

    private static PinnedCertificate of(Certificate certificate) throws GeneralSecurityException {
        byte[] key =
                MessageDigest.getInstance("SHA-256")
                        .digest(certificate.getPublicKey().getEncoded());
        Base64.Encoder lines =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return new PinnedCertificate(
                "-----BEGIN CERTIFICATE-----\n"
                        + lines.encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----",
                "sha256//" + Base64.getEncoder().encodeToString(key));
    }
}
