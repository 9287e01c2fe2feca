package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/** What becomes of whoever tries tokens of agents, and of the agents beside them. */
class AgentGuessingTest {

    private static final int LIMIT = 5;

    private final Map<String, String> settings =
            Map.of(
                    "nodepulse.access.sign-in.per-address",
                    String.valueOf(LIMIT),
                    "nodepulse.valkey.namespace",
                    "commands-" + UUID.randomUUID());

    private static HttpResponse<String> push(RunningCommands at, Agent agent) {
        return at.push(agent, Bodies.nested(Bodies.now()));
    }

    private static Agent guess(Agent of, int number) {
        return new Agent(of.serverId(), "npa_" + "0".repeat(40) + number);
    }

    private static void guessToTheLimit(RunningCommands at, Agent of) {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(push(at, guess(of, i)).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void wrongTokensAreHeldBackAndRightOnesOfTheSameAddressAreNot() throws Exception {
        try (RunningCommands running = RunningCommands.start(settings)) {
            Agent agent = running.register("guessed");
            Agent neighbour = running.register("neighbour");
            guessToTheLimit(running, agent);

            HttpResponse<String> refused = push(running, guess(agent, LIMIT));

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("30");
            assertThat(
                            running.count(
                                    "nodepulse.commands.refused",
                                    "reason",
                                    "too_many_wrong_tokens"))
                    .isEqualTo(1);
            assertThat(push(running, agent).statusCode()).isEqualTo(202);
            assertThat(push(running, neighbour).statusCode()).isEqualTo(202);
            assertThat(push(running, running.rotate(agent, 0)).statusCode()).isEqualTo(202);
            assertThat(administers(running)).isEqualTo(200);
            assertThat(pushFromElsewhere(running, guess(agent, 0))).isEqualTo(401);
        }
    }

    /** An id that there is not is as good a guess as a token that there is not. */
    @Test
    void idsThatThereAreNotCountAndRemovedServersDoNot() {
        try (RunningCommands running = RunningCommands.start(settings)) {
            Agent removed = running.register("removed");
            assertThat(
                            running.send(
                                            running.request(
                                                            "/api/servers/" + removed.serverId(),
                                                            RunningCommands.ADMIN_TOKEN)
                                                    .DELETE())
                                    .statusCode())
                    .isEqualTo(204);
            for (int i = 0; i < 2 * LIMIT; i++) {
                assertThat(push(running, removed).statusCode()).isEqualTo(403);
            }
            for (int i = 0; i < LIMIT; i++) {
                assertThat(push(running, unknown()).statusCode()).isEqualTo(403);
            }
            assertThat(push(running, unknown()).statusCode()).isEqualTo(429);
            assertThat(push(running, removed).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void allInstancesCountTogether() {
        try (RunningCommands one = RunningCommands.start(settings);
                RunningCommands other = RunningCommands.start(settings)) {
            Agent agent = one.register("guessed");
            guessToTheLimit(one, agent);
            assertThat(push(other, guess(agent, 0)).statusCode()).isEqualTo(401);
            await().until(() -> push(other, guess(agent, 1)).statusCode() == 429);
            assertThat(push(other, agent).statusCode()).isEqualTo(202);
        }
    }

    private static Agent unknown() {
        return new Agent(UUID.randomUUID(), "npa_nobody");
    }

    /** With a token of another kind, from the address that is held back. */
    private static int administers(RunningCommands running) {
        return running.send(running.request("/api/people", RunningCommands.ADMIN_TOKEN).GET())
                .statusCode();
    }

    private static int pushFromElsewhere(RunningCommands running, Agent agent) throws Exception {
        HttpRequest request =
                running.pushRequest(agent)
                        .POST(BodyPublishers.ofString(Bodies.nested(Bodies.now())))
                        .build();
        try (HttpClient elsewhere =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.0.2")).build()) {
            return elsewhere.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
