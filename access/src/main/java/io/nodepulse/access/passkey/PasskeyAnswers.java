package io.nodepulse.access.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;

import io.nodepulse.access.account.Passkey;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;

import tools.jackson.core.JacksonException;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What browsers answer in the names of authenticators, read and verified by webauthn4j (WebAuthn
 * Level 3, 7.1 and 7.2). The user must have been verified. Attestations are not asked for and not
 * believed: people bring what authenticator they like. Thread-safe.
 */
final class PasskeyAnswers {

    static final ObjectConverter CONVERTER = new ObjectConverter();

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final WebAuthnManager manager =
            WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);

    /** The refusal of an answer. */
    static Refused wrong(String why) {
        return AccessRefusal.WRONG_PASSKEY
                .because("the passkey was not accepted: " + why)
                .naming("field", "passkey");
    }

    /** An answer with a new passkey, of which nothing is verified. */
    RegistrationData readNew(String json) {
        return read(() -> manager.parseRegistrationResponseJSON(json));
    }

    /** An answer that a passkey signed, of which nothing is verified. */
    AuthenticationData readSigned(String json) {
        return read(
                () -> {
                    AuthenticationData answer = manager.parseAuthenticationResponseJSON(json);
                    idOf(answer);
                    return answer;
                });
    }

    /** What the authenticator says of the new passkey. */
    AuthenticatorData<?> verifyNew(RegistrationData answer, ServerProperty server) {
        RegistrationParameters expected =
                new RegistrationParameters(server, PasskeyOptions.ALGORITHMS, true, true);
        return requireNonNull(read(() -> manager.verify(answer, expected)).getAttestationObject())
                .getAuthenticatorData();
    }

    /**
     * @param counter the greatest that the passkey has shown
     * @throws MaliciousCounterValueException if it is right but for its counter
     */
    void verifySigned(
            AuthenticationData answer, ServerProperty server, Passkey passkey, long counter) {
        byte[] id = Base64.getUrlDecoder().decode(passkey.credentialId());
        AuthenticationParameters expected =
                new AuthenticationParameters(
                        server, recordOf(id, passkey, counter), List.of(id), true, true);
        read(() -> manager.verify(answer, expected));
    }

    private static CredentialRecordImpl recordOf(byte[] id, Passkey passkey, long counter) {
        COSEKey key =
                CONVERTER
                        .getCborMapper()
                        .readValue(
                                Base64.getUrlDecoder().decode(passkey.publicKey()), COSEKey.class);
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                null,
                null,
                counter,
                new AttestedCredentialData(AAGUID.ZERO, id, key),
                null,
                null,
                null,
                Set.of());
    }

    /** By which the passkey that signed is known. */
    static String idOf(AuthenticationData answer) {
        if (answer.getCredentialId() == null) {
            throw wrong("it names none");
        }
        return BASE64.encodeToString(answer.getCredentialId());
    }

    /** The public half of a new passkey, as it is kept. */
    static String keyOf(AttestedCredentialData made) {
        return base64(CONVERTER.getCborMapper().writeValueAsBytes(made.getCOSEKey()));
    }

    static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** Whatever an answer makes the library fail with, it is the answer's fault. */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MaliciousCounterValueException e) {
            throw e;
        } catch (WebAuthnException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            throw wrong(e instanceof WebAuthnException ? said(e) : "it cannot be read");
        }
    }

    private static String said(RuntimeException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
