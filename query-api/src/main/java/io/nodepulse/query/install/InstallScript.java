package io.nodepulse.query.install;

import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code install.sh} with what is true of this server. It is run by root, so what is filled in
 * holds nothing that a shell would read as more than a text: each value has a form of its own,
 * checked here or where it was read. Immutable.
 */
final class InstallScript {

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9A-Za-z._-]+)(:[0-9]{1,5})?");
    private static final Pattern SCHEME = Pattern.compile("https?");

    private final String template;

    private InstallScript(String template) {
        this.template = template;
    }

    static InstallScript read() {
        try (InputStream in = InstallScript.class.getResourceAsStream("install.sh")) {
            return new InstallScript(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param address as {@link #addressOf} gives it
     */
    String filled(
            String address, List<AgentArchive> archives, @Nullable PinnedCertificate certificate) {
        String lines =
                archives.stream()
                        .map(
                                archive ->
                                        "%s %s %s"
                                                .formatted(
                                                        archive.architecture(),
                                                        archive.name(),
                                                        archive.sha256()))
                        .collect(Collectors.joining("\n"));
        return template.replace("@SERVER@", address)
                .replace("@ARCHIVES@", lines)
                .replace("@CERTIFICATE@", certificate == null ? "" : certificate.pem());
    }

    /**
     * The address that the request came to, as whoever sent it knows this server; behind a proxy
     * that is trusted, over TLS where the proxy says so.
     */
    static String addressOf(HttpServletRequest request) {
        String host = Objects.requireNonNullElse(request.getHeader("Host"), "");
        String scheme = request.getScheme();
        if (!HOST.matcher(host).matches() || !SCHEME.matcher(scheme).matches()) {
            throw Refused.of(HttpStatus.BAD_REQUEST, "the Host header is no host name or address");
        }
        return scheme + "://" + host;
    }
}
