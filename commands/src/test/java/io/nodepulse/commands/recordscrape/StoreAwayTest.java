package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What an agent hears while Valkey is gone or full, and that nothing is half-written then. */
class StoreAwayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static RunningCommands on(ValkeyServer valkey) {
        return RunningCommands.start(Map.of("nodepulse.valkey.uri", valkey.uri()));
    }

    private static void assertAskedToRetry(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("the event store takes nothing at the moment");
    }

    @Test
    void whileValkeyIsGoneThePushIsToBeRepeated(@TempDir Path directory) {
        ValkeyServer first = ValkeyServer.start(ValkeyOptions.in(directory));
        try (RunningCommands app = on(first)) {
            Agent agent = app.register("gone");
            String body = Bodies.flat(Bodies.now());

            first.killHard();
            assertAskedToRetry(app.push(agent, body));

            try (ValkeyServer second =
                    ValkeyServer.start(ValkeyOptions.in(directory).withPort(first.port()))) {
                await().atMost(TIMEOUT)
                        .until(() -> app.push(agent, body).statusCode(), status -> status == 202);
                assertThat(app.samples(agent.serverId())).hasSize(3);
                assertThat(second.port()).isEqualTo(first.port());
            }
        }
    }

    @Test
    void whileValkeyIsFrozenThePushIsToBeRepeatedAndCountsOnce(@TempDir Path directory)
            throws Exception {
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(directory));
                RunningCommands app = on(valkey)) {
            Agent agent = app.register("frozen");
            String body = Bodies.flat(Bodies.now());

            signal("STOP", valkey);
            try {
                assertAskedToRetry(app.push(agent, body));
            } finally {
                signal("CONT", valkey);
            }

            await().atMost(TIMEOUT)
                    .until(() -> app.push(agent, body).statusCode(), status -> status == 202);
            assertThat(app.samples(agent.serverId())).hasSize(3);
        }
    }

    private static void signal(String name, ValkeyServer valkey) throws Exception {
        int exit =
                new ProcessBuilder("kill", "-" + name, Long.toString(valkey.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
    }

    @Test
    void whileValkeyIsFullNothingIsHalfWritten(@TempDir Path directory) {
        ValkeyOptions small = ValkeyOptions.in(directory).withMaxMemoryBytes(3 << 20);
        try (ValkeyServer valkey = ValkeyServer.start(small);
                RunningCommands app = on(valkey)) {
            Agent agent = app.register("full");
            Instant start = Bodies.now().minusSeconds(86_400);
            int taken = 0;
            HttpResponse<String> answer = app.push(agent, Bodies.many(start, 500));
            while (answer.statusCode() == 202) {
                taken++;
                answer = app.push(agent, Bodies.many(start.plusSeconds(taken), 500));
            }

            assertAskedToRetry(answer);
            assertThat(taken).isPositive();
            assertThat(app.samples(agent.serverId())).hasSize(500 * taken);
        }
    }
}
