package io.nodepulse.access;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authenticator with one passkey and the browser before it, which say what a test wants them to.
 * Its signatures are the JDK's; the encoding of what it says is webauthn4j's.
 */
final class SoftAuthenticator {

    private static final byte PRESENT = AuthenticatorData.BIT_UP;
    private static final byte VERIFIED = PRESENT | AuthenticatorData.BIT_UV;
    private static final int ID_BYTES = 32;

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectConverter CONVERTER = new ObjectConverter();

    private final KeyPair keys = newKeys();
    private final byte[] id = new byte[ID_BYTES];

    String origin;
    String host;
    byte flags = VERIFIED;
    long counter = 1;
    String handle = "";

    SoftAuthenticator(String origin, String host) {
        new SecureRandom().nextBytes(id);
        this.origin = origin;
        this.host = host;
    }

    /** As others show it. */
    String id() {
        return base64(id);
    }

    /** It knows that somebody is there, and not who. */
    SoftAuthenticator withoutVerification() {
        flags = PRESENT;
        return this;
    }

    /** The browser's answer to an offer of a new passkey. */
    Map<String, Object> make(JsonNode options) {
        handle = options.get("user").get("id").stringValue();
        byte[] clientData = clientData("webauthn.create", options);
        var data =
                new AuthenticatorData<RegistrationExtensionAuthenticatorOutput>(
                        sha256(host.getBytes(StandardCharsets.UTF_8)),
                        (byte) (flags | AuthenticatorData.BIT_AT),
                        counter,
                        new AttestedCredentialData(
                                AAGUID.ZERO,
                                id,
                                EC2COSEKey.create(
                                        (ECPublicKey) keys.getPublic(),
                                        COSEAlgorithmIdentifier.ES256)));
        byte[] attestation =
                new AttestationObjectConverter(CONVERTER)
                        .convertToBytes(
                                new AttestationObject(data, new NoneAttestationStatement()));
        return credential(
                Map.of(
                        "clientDataJSON", base64(clientData),
                        "attestationObject", base64(attestation)));
    }

    /** The browser's answer to an offer that it signs; each counts on. */
    Map<String, Object> sign(JsonNode options) {
        counter++;
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data =
                new AuthenticatorDataConverter(CONVERTER)
                        .convert(
                                new AuthenticatorData<AuthenticationExtensionAuthenticatorOutput>(
                                        sha256(host.getBytes(StandardCharsets.UTF_8)),
                                        flags,
                                        counter));
        return credential(
                Map.of(
                        "clientDataJSON", base64(clientData),
                        "authenticatorData", base64(data),
                        "signature", base64(signature(data, sha256(clientData))),
                        "userHandle", handle));
    }

    private Map<String, Object> credential(Map<String, String> response) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("id", id());
        credential.put("rawId", id());
        credential.put("type", "public-key");
        credential.put("clientExtensionResults", Map.of());
        credential.put("response", response);
        return credential;
    }

    private byte[] clientData(String type, JsonNode options) {
        return JSON.writeValueAsBytes(
                Map.of(
                        "type",
                        type,
                        "challenge",
                        options.get("challenge").stringValue(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false));
    }

    private byte[] signature(byte[] data, byte[] hash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes(data);
            signed.writeBytes(hash);
            signature.update(signed.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
