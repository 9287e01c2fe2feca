package io.nodepulse.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * How a client says who it is: with a bearer token, or with a name and a password (RFC 7617). The
 * secret stands in a file of one line, so that neither configuration nor command line has it.
 *
 * @param username the name; null with a bearer token
 * @param secretFile holds the token or the password
 */
public record Credentials(@Nullable String username, Path secretFile) {

    private static final int MAX_LENGTH = 4_096;

    /** The value of the Authorization header, with the file's content as it is now. */
    public String authorization() throws IOException {
        String secret = SecretText.read(secretFile).strip();
        boolean usable = !secret.isEmpty() && secret.length() <= MAX_LENGTH;
        for (int i = 0; i < secret.length() && usable; i++) {
            char c = secret.charAt(i);
            usable = username == null ? c > ' ' && c < 0x7f : c >= ' ' && c != 0x7f;
        }
        if (!usable) {
            throw new IOException("file " + secretFile + " holds no secret of one line");
        }
        if (username == null) {
            return "Bearer " + secret;
        }
        byte[] name = (username + ":").getBytes(StandardCharsets.UTF_8);
        byte[] password = secret.getBytes(ISO_8859_1); // TextFile keeps bytes as they are.
        byte[] pair = new byte[name.length + password.length];
        System.arraycopy(name, 0, pair, 0, name.length);
        System.arraycopy(password, 0, pair, name.length, password.length);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
