package io.nodepulse.access.passkey;

import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.Challenge;

import io.nodepulse.access.account.ExpiringSecrets;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;

/**
 * What authenticators have to sign, good for {@value #MINUTES} minutes, and once. Those for
 * somebody who is signed in are 256 random bits, which Valkey knows by their hash and for whom they
 * are; those for anybody are {@link SignedChallenges}. Thread-safe.
 */
public record Challenges(ExpiringSecrets texts, SignedChallenges signed) {

    private static final int MINUTES = 5;

    /** How long one is good. */
    public static final Duration VALID = Duration.ofMinutes(MINUTES);

    /** One for a passkey that there is. */
    byte[] forSigning() {
        return signed.next();
    }

    /** One for a new passkey of that person. */
    byte[] forEnrolling(String person) {
        return Base64.getUrlDecoder().decode(texts.keep(person, VALID));
    }

    /** The challenge of that answer, which is used from now on; refused if it is none of ours. */
    byte[] takeForSigning(@Nullable CollectedClientData answer) {
        byte[] value = valueOf(answer);
        requireOurs(signed.take(value));
        return value;
    }

    /** The same, of an answer with a new passkey of that person. */
    byte[] takeForEnrolling(@Nullable CollectedClientData answer, String person) {
        byte[] value = valueOf(answer);
        requireOurs(texts.take(PasskeyAnswers.base64(value)).filter(person::equals).isPresent());
        return value;
    }

    private static byte[] valueOf(@Nullable CollectedClientData answer) {
        Challenge challenge = answer == null ? null : answer.getChallenge();
        return challenge == null ? new byte[0] : challenge.getValue();
    }

    private static void requireOurs(boolean isOurs) {
        if (!isOurs) {
            throw PasskeyAnswers.wrong("its challenge is not ours, was answered before, or is old");
        }
    }
}
