package io.nodepulse.access;

import com.nimbusds.jose.JOSEException;
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

/** A provider of identities on loopback, whose only person is whoever the test says. */
final class SmallProvider implements AutoCloseable {

    static final String CLIENT = "nodepulse";
    private static final String CODE = "a-code";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final RSAKey key;
    private RSAKey signingKey;
    private String nonce = "";
    private List<String> groups = List.of();
    private List<String> servers = List.of();

    SmallProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("1").generate();
        signingKey = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", exchange -> description());
        answer("/jwks", exchange -> new JWKSet(key).toPublicJWKSet().toJSONObject());
        answer("/token", this::token);
        answer("/userinfo", exchange -> Map.of("sub", "42"));
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
                        .subject("42")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("nonce", nonce)
                        .claim("preferred_username", "ada@corp")
                        .claim("groups", groups)
                        .claim("servers", servers.isEmpty() ? null : servers)
                        .build();
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
        try {
            jwt.sign(new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
