package io.nodepulse.access.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import org.springframework.web.util.UriUtils;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of the time (TOTP, RFC 6238) as every application for them has them: SHA-1, 6 digits, 30 s.
 * A code of the step before or after counts too, for clocks that differ. Thread-safe.
 */
public final class Totp {

    /** How long one code is shown. */
    static final Duration STEP = Duration.ofSeconds(30);

    /** How long after its first use a code might be taken once more. */
    static final Duration ACCEPTED = STEP.multipliedBy(3);

    private static final int DIGITS = 6;

    /** As RFC 4226 recommends: the length of what SHA-1 gives. */
    private static final int SECRET_BYTES = 20;

    private static final String ISSUER = "NodePulse";

    private final TimeBasedOneTimePasswordGenerator codes =
            new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);

    private Totp() {}

    /** The one there is. */
    public static Totp standard() {
        return new Totp();
    }

    /** A new secret. */
    public static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** What an application reads as a QR code. */
    public static String uri(byte[] secret, String person) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(
                        ISSUER,
                        UriUtils.encode(person, StandardCharsets.UTF_8),
                        Base32.encode(secret),
                        ISSUER);
    }

    /** The step whose code that is, among those that count at that moment. */
    public OptionalLong stepOf(byte[] secret, String code, Instant now) {
        OptionalLong found = OptionalLong.empty();
        long present = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
        for (long step = present - 1; step <= present + 1; step++) {
            byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(right, code.getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private String code(byte[] secret, long step) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("no secret of a second factor", e);
        }
    }
}
