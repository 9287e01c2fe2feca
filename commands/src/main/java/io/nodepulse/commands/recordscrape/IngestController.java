package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code POST /metrics/prometheus?server_id=…}: an agent pushes what it scraped.
 *
 * @param clientCertificates whether a certificate that names the server is as good as a token
 */
@RestController
public record IngestController(
        ScrapeIntake intake, InstantSource clock, boolean clientCertificates) {

    @PostMapping("/metrics/prometheus")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Takes("server_id")
    PushAnswer push(Parameters parameters, HttpServletRequest request) {
        UUID serverId = parameters.required("server_id", Kind.UUID);
        Proof proof = proof(request, serverId);
        return intake.take(new Push(serverId, proof, clock.instant()), request);
    }

    /** A token wins over a certificate: it was sent on purpose, the certificate with everything. */
    private Proof proof(HttpServletRequest request, UUID serverId) {
        Optional<TokenHash> token = ShownToken.of(request).map(TokenHash::of);
        if (token.isPresent()) {
            return new Proof.Token(token.get());
        }
        X509Certificate certificate = clientCertificates ? ClientCertificate.of(request) : null;
        if (certificate == null) {
            throw CommandRefusal.NO_AGENT_TOKEN.because(
                    "a push needs Authorization: Bearer with the agent's token, or Basic with it as"
                            + " the password");
        }
        if (!ClientCertificate.names(certificate, serverId)) {
            throw CommandRefusal.BAD_CLIENT_CERTIFICATE.because(
                    "the client certificate is not the one of server " + serverId);
        }
        return new Proof.Certificate();
    }
}
