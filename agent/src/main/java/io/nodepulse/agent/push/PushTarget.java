package io.nodepulse.agent.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.http.HttpTarget;

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

    /** The Authorization header's value with the token as it is now; empty where none is sent. */
    String readAuthorization() throws IOException {
        if (tokenFile == null) {
            return "";
        }
        return new Credentials(/* username= */ null, tokenFile).authorization();
    }

    /** The request's head for a body of that many compressed bytes. */
    byte[] requestHead(String authorization, int bodyLength) {
        String line = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
        String head =
                "POST "
                        + target.path()
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + "\r\nUser-Agent: nodepulse-agent\r\n"
                        + line
                        + "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: "
                        + bodyLength
                        + "\r\n\r\n";
        return head.getBytes(ISO_8859_1);
    }
}
