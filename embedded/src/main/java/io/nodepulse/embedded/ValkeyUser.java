package io.nodepulse.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A user of a Valkey server, who may do only some things. The server's settings hold the SHA-256 of
 * the password.
 *
 * @param name as clients say it
 * @param rules what they may do, as in Valkey's access control lists
 */
public record ValkeyUser(String name, String password, String rules) {

    public ValkeyUser {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a name of a user: '" + name + "'");
        }
        if (rules.contains("\n")) {
            throw new IllegalArgumentException("the rules of a user are one line");
        }
    }

    /** With a password of 256 random bits. */
    public static ValkeyUser withNewPassword(String name, String rules) {
        return new ValkeyUser(name, SecretFile.random(), rules);
    }

    /** The line of valkey.conf that defines them. */
    String directive() {
        return "user " + definition();
    }

    /** Name and rights, which replace earlier ones, as {@code ACL SETUSER} takes them. */
    String definition() {
        return "%s reset on #%s %s".formatted(name, sha256(password), rules);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ValkeyUser[%s, %s]".formatted(name, rules);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
