package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Whoever was lent a token makes one that outlives it. */
final class MintedTokens implements Attempt {

    private static final Duration LENT = Duration.ofDays(2);
    private static final Duration WANTED = Duration.ofDays(364);

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        JsonNode lent = issue(target, target.system().adminToken(), LENT);
        String token = lent.path("token").asString();
        int minted =
                target.client(1)
                        .bearing(token)
                        .post("/api/tokens", body(Instant.now().plus(WANTED)))
                        .status();
        // As long as the lent one is valid itself.
        JsonNode heir = issue(target, token, LENT.minusHours(1));
        target.system()
                .api()
                .delete("/api/tokens/" + lent.path("id").asString(), target.system().adminToken());
        int after =
                target.client(2).bearing(heir.path("token").asString()).get("/api/people").status();
        return new Finding(
                minted >= 400 && after == 401,
                "364 days: %d; one of its own life, after its issuer was revoked: %d"
                        .formatted(minted, after));
    }

    private static JsonNode issue(AttackedSystem target, String by, Duration life) {
        Instant end = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
        return target.system()
                .api()
                .post(
                        "/api/tokens",
                        by,
                        Map.of("name", "lent", "role", "admin", "expires_at", end.toString()));
    }

    private static String body(Instant end) {
        return "{\"name\":\"minted\",\"role\":\"admin\",\"expires_at\":\"%s\"}"
                .formatted(end.truncatedTo(ChronoUnit.SECONDS));
    }
}
