package io.nodepulse.access.passkey;

import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;

import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.Sha256;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a browser is to ask of an authenticator, as JSON in the form of the standard (WebAuthn Level
 * 3, 5.1.9 and 5.1.10).
 */
final class PasskeyOptions {

    private static final String SYSTEM = "NodePulse";

    /** By preference. */
    static final List<PublicKeyCredentialParameters> ALGORITHMS =
            Stream.of(
                            COSEAlgorithmIdentifier.EdDSA,
                            COSEAlgorithmIdentifier.ES256,
                            COSEAlgorithmIdentifier.RS256)
                    .map(
                            each ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, each))
                    .toList();

    private PasskeyOptions() {}

    /** A new passkey, on an authenticator where the person has none, that is found by itself. */
    static String making(Person person, RelyingParty party, byte[] challenge) {
        List<PublicKeyCredentialDescriptor> others =
                person.passkeys().stream()
                        .map(each -> Base64.getUrlDecoder().decode(each.credentialId()))
                        .map(
                                id ->
                                        new PublicKeyCredentialDescriptor(
                                                PublicKeyCredentialType.PUBLIC_KEY, id, null))
                        .toList();
        return json(
                new PublicKeyCredentialCreationOptions(
                        new PublicKeyCredentialRpEntity(party.id(), SYSTEM),
                        new PublicKeyCredentialUserEntity(
                                handle(person.name()), person.name(), person.name()),
                        new DefaultChallenge(challenge),
                        ALGORITHMS,
                        Challenges.VALID.toMillis(),
                        others,
                        new AuthenticatorSelectionCriteria(
                                null,
                                true,
                                ResidentKeyRequirement.REQUIRED,
                                UserVerificationRequirement.REQUIRED),
                        AttestationConveyancePreference.NONE,
                        null));
    }

    /** A signature of any passkey that the authenticator has for us. */
    static String signing(RelyingParty party, byte[] challenge) {
        return json(
                new PublicKeyCredentialRequestOptions(
                        new DefaultChallenge(challenge),
                        Challenges.VALID.toMillis(),
                        party.id(),
                        List.of(),
                        UserVerificationRequirement.REQUIRED,
                        null));
    }

    /** By which authenticators know a person; it does not say who that is. */
    static byte[] handle(String person) {
        return HexFormat.of().parseHex(Sha256.hex("passkeys of " + person));
    }

    private static String json(Object options) {
        return PasskeyAnswers.CONVERTER.getJsonMapper().writeValueAsString(options);
    }
}
