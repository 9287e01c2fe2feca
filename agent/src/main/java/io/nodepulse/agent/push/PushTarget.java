package io.nodepulse.agent.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.http.TextFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The ingest endpoint as one agent sees it.
 *
 * @param target where requests go, the server's id included
 * @param tokenFile holds the agent's token; null sends none
 */
public record PushTarget(HttpTarget target, @Nullable Path tokenFile) {

    private static final int MAX_TOKEN_LENGTH = 4_096;

    /** The token as it is now. */
    String readToken() throws IOException {
        if (tokenFile == null) {
            return "";
        }
        String token = TextFile.read(tokenFile).trim();
        boolean usable = !token.isEmpty() && token.length() <= MAX_TOKEN_LENGTH;
        for (int i = 0; i < token.length() && usable; i++) {
            usable = token.charAt(i) > ' ' && token.charAt(i) < 0x7f;
        }
        if (!usable) {
            throw new IOException("token file " + tokenFile + " holds no token of one line");
        }
        return token;
    }

    /** The request's head for a body of that many compressed bytes. */
    byte[] requestHead(String token, int bodyLength) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        String head =
                "POST "
                        + target.path()
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + "\r\nUser-Agent: nodepulse-agent\r\n"
                        + authorization
                        + "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: "
                        + bodyLength
                        + "\r\n\r\n";
        return head.getBytes(ISO_8859_1);
    }
}
