package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.commands.web.BearerToken;
import io.nodepulse.commands.web.ServerIds;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.InstantSource;
import java.util.UUID;

/** {@code POST /metrics/prometheus?server_id=…}: an agent pushes what it scraped. */
@RestController
public final class IngestController {

    private final ScrapeIntake intake;
    private final InstantSource clock;

    IngestController(ScrapeIntake intake, InstantSource clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @PostMapping("/metrics/prometheus")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PushAnswer push(HttpServletRequest request) {
        UUID serverId = ServerIds.ofQuery(request);
        TokenHash presented =
                BearerToken.hashOf(request)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Refusal.NO_AGENT_TOKEN,
                                                "a push needs Authorization: Bearer with the"
                                                        + " agent's token"));
        return intake.take(new Push(serverId, presented, clock.instant()), request);
    }
}
