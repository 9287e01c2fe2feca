package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The first command of the README, from its start through a kill of everything and an end in the
 * middle of a push to what is there then.
 */
class UpTest {

    private static final Duration LAST_OF_A_MINUTE = Duration.ofSeconds(90);
    private static final Duration FIRST_NUMBERS = Duration.ofSeconds(30);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final int FEWEST_PROCESSES = 5;

    @TempDir private Path dir;

    @Test
    void showsThisMachineKeepsItsHistoryAndEndsWhole() throws Exception {
        String server;
        String ending;
        JsonNode window;
        try (UpProcess up = UpProcess.start(dir)) {
            Http http = new Http(up.address());
            server = onlyServer(http);
            await().atMost(FIRST_NUMBERS).until(() -> withCpu(http, server) >= FEWEST_PROCESSES);
            refusesASecondOne();
            window = pastWindow(http, server);
            up.killAll();
            assertThat(up.endsWithin(LONGEST_END)).isTrue();
        }
        try (UpProcess up = UpProcess.start(dir)) {
            Http http = new Http(up.address());
            assertThat(onlyServer(http)).isEqualTo(server);
            await().atMost(FIRST_NUMBERS)
                    .until(() -> processes(http, server, window).equals(window.get("processes")));
            List<ProcessHandle> children = up.children();
            assertThat(children).hasSizeGreaterThan(2);
            ending = endsInMidPush(up, http);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
        try (UpProcess up = UpProcess.start(dir, Map.of(), "--no-agent")) {
            Http http = new Http(up.address());
            String events = "api/servers/" + ending + "/events?exporter=node_exporter";
            assertThat(http.get(events).get("events")).hasSize(1);
            assertThat(processes(http, server, window)).isEqualTo(window.get("processes"));
        }
    }

    /** The push is finished and acknowledged; returns of which server it is. */
    private String endsInMidPush(UpProcess up, Http http) throws Exception {
        JsonNode registered =
                http.register("ending", Files.readString(dir.resolve("admin-token")).strip())
                        .body();
        String server = registered.get("id").stringValue();
        String token = registered.get("agent_token").stringValue();
        try (HalfPush push = HalfPush.begin(http.address(), server, token)) {
            up.terminate();
            await().atMost(LONGEST_END).until(() -> refusesNewOnes(http.address()));
            push.end();
        }
        assertThat(up.endsWithin(LONGEST_END)).isTrue();
        return server;
    }

    private static boolean refusesNewOnes(URI address) {
        try (Socket late = new Socket(address.getHost(), address.getPort())) {
            return !late.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private void refusesASecondOne() throws IOException, InterruptedException {
        try (UpProcess second = UpProcess.start(dir)) {
            assertThat(second.output()).contains("is in use by another NodePulse");
            assertThat(second.endsWithin(LONGEST_END)).isTrue();
            assertThat(second.exitCode()).isNotZero();
        }
    }

    private static String onlyServer(Http http) throws IOException, InterruptedException {
        await().atMost(FIRST_NUMBERS)
                .until(() -> http.get("api/servers").get("servers").size() == 1);
        JsonNode server = http.get("api/servers").get("servers").get(0);
        assertThat(server.get("name").stringValue())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        return server.get("id").stringValue();
    }

    private static long withCpu(Http http, String server) throws IOException, InterruptedException {
        return http.get(path(server, "hours=1"))
                .get("processes")
                .valueStream()
                .filter(process -> process.get("cpu_percent").isNumber())
                .count();
    }

    /** The answer for a window that has ended, which must stay as it is. */
    private static JsonNode pastWindow(Http http, String server)
            throws IOException, InterruptedException {
        Instant now = Instant.now();
        String asked = path(server, "from=%s&to=%s".formatted(now.minusSeconds(3_600), now));
        // It ends with a minute of the server's grid, which may not be over yet: until then the
        // answer ends with its newest scrape. Scrapes come in order, so with a later one all of the
        // window are there.
        await().atMost(LAST_OF_A_MINUTE)
                .until(
                        () -> {
                            Instant newest = newestScrape(http);
                            String end = http.get(asked).get("to").stringValue();
                            return Instant.parse(end).isBefore(newest);
                        });
        return http.get(asked);
    }

    private static Instant newestScrape(Http http) throws IOException, InterruptedException {
        return Instant.parse(
                http.get("api/servers").get("servers").get(0).get("as_of").stringValue());
    }

    private static JsonNode processes(Http http, String server, JsonNode window)
            throws IOException, InterruptedException {
        String range =
                "from=%s&to=%s"
                        .formatted(
                                window.get("from").stringValue(), window.get("to").stringValue());
        return http.get(path(server, range)).get("processes");
    }

    private static String path(String server, String query) {
        return "api/servers/%s/processes/top?limit=100&%s".formatted(server, query);
    }
}
