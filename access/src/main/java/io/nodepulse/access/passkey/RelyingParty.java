package io.nodepulse.access.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;

import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This server as passkeys know it: by the name that a browser asked, which the gate has found to be
 * ours. Browsers have passkeys for names only, not for addresses, and over TLS only, but for
 * localhost (WebAuthn Level 3, 5.1.2 and 13.4.9).
 *
 * @param id the name
 * @param origin of our pages there: scheme, name and port
 */
public record RelyingParty(String id, Origin origin) {

    private static final String LOCALHOST = "localhost";
    private static final Pattern NAME =
            Pattern.compile("((?:[0-9a-z_-]+\\.)*[0-9a-z_-]*[a-z][0-9a-z_-]*)(?::[0-9]{1,5})?");

    /** By the Host of that request; empty where browsers have no passkeys. */
    public static Optional<RelyingParty> of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        Matcher name = NAME.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        if (!name.matches() || !(request.isSecure() || name.group(1).equals(LOCALHOST))) {
            return Optional.empty();
        }
        String scheme = request.isSecure() ? "https" : "http";
        return Optional.of(
                new RelyingParty(name.group(1), new Origin(scheme + "://" + name.group())));
    }

    /**
     * The same.
     *
     * @throws Refused where browsers have none
     */
    public static RelyingParty required(HttpServletRequest request) {
        return of(request)
                .orElseThrow(
                        () ->
                                Refused.of(
                                        HttpStatus.CONFLICT,
                                        "browsers have passkeys only for https and a name of this"
                                                + " server, or for localhost, not for addresses:"
                                                + " nodepulse.access.hosts has its names"));
    }

    ServerProperty answering(byte[] challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
