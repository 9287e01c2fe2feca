package io.nodepulse.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A provider of identities on loopback, whose only person is whoever the test says. */
final class SmallProvider implements AutoCloseable {

    static final String CLIENT = "nodepulse";
    private static final String CODE = "a-code";
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final RSAKey key;
    private RSAKey signingKey;
    private String nonce = "";
    private List<String> groups = List.of();
    private List<String> servers = List.of();
    private String subject = "42";
    private @Nullable String sid;

    SmallProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("1").generate();
        signingKey = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", exchange -> description());
        answer("/jwks", exchange -> new JWKSet(key).toPublicJWKSet().toJSONObject());
        answer("/token", this::token);
        answer("/userinfo", exchange -> Map.of("sub", subject));
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The person agrees to be led back from that address; the way back, relative to the site. */
    String agree(String address, List<String> inGroups) {
        Map<String, String> asked =
                UriComponentsBuilder.fromUriString(address)
                        .build()
                        .getQueryParams()
                        .toSingleValueMap();
        nonce = decoded(asked.getOrDefault("nonce", ""));
        groups = inGroups;
        URI back = URI.create(decoded(asked.getOrDefault("redirect_uri", "")));
        return back.getPath() + "?code=" + CODE + "&state=" + asked.get("state");
    }

    /** From now on the claim {@code servers} names these; it is left out where there are none. */
    void limitTo(String... named) {
        servers = List.of(named);
    }

    /** From now on it is them who agree, in that session of theirs; null to tell of none. */
    void signIn(String as, @Nullable String session) {
        subject = as;
        sid = session;
    }

    /**
     * What it says when somebody is signed out there.
     *
     * @param changed claims that are otherwise than they should be; null for those that lack
     */
    String logoutToken(Map<String, @Nullable Object> changed) throws JOSEException {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(900)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("events", Map.of(LOGOUT, Map.of()));
        changed.forEach(claims::claim);
        return signed(claims.build(), new JOSEObjectType("logout+jwt"));
    }

    private String signed(JWTClaimsSet claims, JOSEObjectType type) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID("1").build(),
                        claims);
        jwt.sign(new RSASSASigner(signingKey));
        return jwt.serialize();
    }

    /** From now on it signs with a key that it does not publish. */
    void signWithAnotherKey() throws JOSEException {
        signingKey = new RSAKeyGenerator(2048).keyID("1").generate();
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    /** What answers a request. */
    private interface Endpoint {
        Map<String, Object> answer(HttpExchange exchange) throws IOException;
    }

    private void answer(String path, Endpoint endpoint) {
        server.createContext(
                path,
                exchange -> {
                    byte[] body = JSON.writeValueAsBytes(endpoint.answer(exchange));
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private Map<String, Object> description() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/jwks",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private Map<String, Object> token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!form.contains("code=" + CODE) || !form.contains("code_verifier=")) {
            throw new IOException("not what we agreed on: " + form);
        }
        return Map.of(
                "access_token",
                "opaque",
                "token_type",
                "Bearer",
                "expires_in",
                60,
                "id_token",
                idToken());
    }

    private String idToken() throws IOException {
        Instant now = Instant.now();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(subject)
                        .claim("sid", sid)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("nonce", nonce)
                        .claim("preferred_username", "ada@corp")
                        .claim("groups", groups)
                        .claim("servers", servers.isEmpty() ? null : servers)
                        .build();
        try {
            return signed(claims, JOSEObjectType.JWT);
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
