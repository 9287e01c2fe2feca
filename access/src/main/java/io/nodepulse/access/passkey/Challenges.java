package io.nodepulse.access.passkey;

import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.Challenge;

import io.nodepulse.access.account.ExpiringSecrets;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;

/**
 * What authenticators have to sign: 256 random bits, which Valkey knows by their hash for {@value
 * #MINUTES} minutes, and takes once. Thread-safe.
 */
public record Challenges(ExpiringSecrets texts) {

    private static final int MINUTES = 5;
    static final Duration VALID = Duration.ofMinutes(MINUTES);

    /** It is not yet known whose passkey will sign. */
    private static final String SIGNING = "sign";

    private static final String ENROLLING = "enrol ";

    /** One for a passkey that there is. */
    byte[] forSigning() {
        return keep(SIGNING);
    }

    /** One for a new passkey of that person. */
    byte[] forEnrolling(String person) {
        return keep(ENROLLING + person);
    }

    private byte[] keep(String use) {
        return Base64.getUrlDecoder().decode(texts.keep(use, VALID));
    }

    /** The challenge of that answer, which is used from now on; refused if it is none of ours. */
    byte[] takeForSigning(@Nullable CollectedClientData answer) {
        return take(answer, SIGNING);
    }

    /** The same, of an answer with a new passkey of that person. */
    byte[] takeForEnrolling(@Nullable CollectedClientData answer, String person) {
        return take(answer, ENROLLING + person);
    }

    private byte[] take(@Nullable CollectedClientData answer, String use) {
        Challenge challenge = answer == null ? null : answer.getChallenge();
        byte[] value = challenge == null ? new byte[0] : challenge.getValue();
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(value);
        if (!texts.take(secret).filter(use::equals).isPresent()) {
            throw PasskeyAnswers.wrong("its challenge is not ours, was answered before, or is old");
        }
        return value;
    }
}
