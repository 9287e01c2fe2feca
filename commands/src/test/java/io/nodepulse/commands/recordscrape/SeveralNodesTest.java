package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several ingest nodes on one event store: what one decides holds at once on the others. */
class SeveralNodesTest {

    private final Map<String, String> sameStore =
            Map.of("nodepulse.valkey.namespace", "commands-" + UUID.randomUUID());

    @Test
    void aTokenThatOneNodeReplacedIsRefusedByTheOther() {
        try (RunningCommands one = RunningCommands.start(sameStore);
                RunningCommands other = RunningCommands.start(sameStore)) {
            Agent agent = one.register("rotated");
            assertThat(push(one, agent)).isEqualTo(202);
            assertThat(push(other, agent)).isEqualTo(202);

            Agent renewed = one.rotate(agent, 0);

            assertThat(push(other, agent)).isEqualTo(401);
            assertThat(push(other, renewed)).isEqualTo(202);
            assertThat(push(one, agent)).isEqualTo(401);
            assertThat(push(one, renewed)).isEqualTo(202);
            assertThat(one.samples(agent.serverId())).hasSize(8);
        }
    }

    @Test
    void anAgentThatOneNodeShutOutIsRefusedByTheOther() {
        try (RunningCommands one = RunningCommands.start(sameStore);
                RunningCommands other = RunningCommands.start(sameStore)) {
            Agent agent = one.register("revoked");
            Agent renewed = one.rotate(agent, 600);
            assertThat(push(other, agent)).isEqualTo(202);
            assertThat(push(other, renewed)).isEqualTo(202);

            assertThat(one.revoke(agent).statusCode()).isEqualTo(204);

            assertThat(push(other, agent)).isEqualTo(401);
            assertThat(push(other, renewed)).isEqualTo(401);
            assertThat(push(other, one.rotate(agent, 0))).isEqualTo(202);
        }
    }

    @Test
    void whatOneNodeTakesForDoneMayHaveToBeDoneAgain() {
        try (RunningCommands one = RunningCommands.start(sameStore);
                RunningCommands other = RunningCommands.start(sameStore)) {
            Agent agent = one.register("revoked twice");
            assertThat(one.revoke(agent).statusCode()).isEqualTo(204);
            assertThat(push(one, agent)).isEqualTo(401);
            Agent renewed = other.rotate(agent, 0);
            assertThat(push(other, renewed)).isEqualTo(202);

            assertThat(one.revoke(agent).statusCode()).isEqualTo(204);

            assertThat(push(other, renewed)).isEqualTo(401);
            assertThat(push(one, renewed)).isEqualTo(401);
        }
    }

    @Test
    void aScrapeThatIsPushedEverywhereAtOnceIsStoredOnce() throws Exception {
        try (RunningCommands one = RunningCommands.start(sameStore);
                RunningCommands other = RunningCommands.start(sameStore);
                ExecutorService pushing = Executors.newVirtualThreadPerTaskExecutor()) {
            Agent agent = one.register("everywhere");
            for (int round = 0; round < 20; round++) {
                String body = Bodies.nested(Instant.now());
                List<Future<String>> answers =
                        List.of(
                                pushing.submit(() -> one.push(agent, body).body()),
                                pushing.submit(() -> other.push(agent, body).body()),
                                pushing.submit(() -> one.push(agent, body).body()));
                int stored = 0;
                for (Future<String> answer : answers) {
                    stored += answer.get().contains("\"accepted\":2") ? 1 : 0;
                }
                assertThat(stored).isEqualTo(1);
            }
            assertThat(one.samples(agent.serverId())).hasSize(40);
        }
    }

    private static int push(RunningCommands node, Agent agent) {
        return node.push(agent, Bodies.nested(Instant.now())).statusCode();
    }
}
