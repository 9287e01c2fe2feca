package io.nodepulse.query.http;

import static io.nodepulse.query.http.RunningApi.ADMIN_TOKEN;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.UUID;

/** A stream that is open for hours must end when its watcher may no longer read. */
class RemovedWatcherTest {

    private static final String[] AS_ADMINISTRATOR = {"Authorization", "Bearer " + ADMIN_TOKEN};
    private static final String PASSWORD = "a password for watching";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whoIsRemovedIsToldNothingMore() throws SQLException, IOException, InterruptedException {
        String name = "watcher-" + UUID.randomUUID();
        String credentials = "\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"";
        try (RunningApi api = RunningApi.startClosed()) {
            send(api, "POST", "/api/people", "{" + credentials + ",\"role\":\"viewer\"}");
            String cookie =
                    send(api, "POST", "/api/session", "{" + credentials + "}")
                            .headers()
                            .allValues("Set-Cookie")
                            .stream()
                            .filter(set -> set.startsWith("nodepulse_session_"))
                            .map(set -> set.substring(0, set.indexOf(';')))
                            .findFirst()
                            .orElseThrow();
            try (Watcher removed = new Watcher(api.uri("/api/live"), "Cookie", cookie);
                    Watcher stays = new Watcher(api.uri("/api/live"), AS_ADMINISTRATOR)) {
                await().until(() -> removed.heard(":alive") && stays.heard(":alive"));
                assertThat(removed.isOver()).isFalse();
                send(api, "DELETE", "/api/people/" + name, "");
                await().until(removed::isOver);
                long before = stays.lines().size();
                await().until(() -> stays.lines().size() > before + 1);
            }
        }
    }

    private HttpResponse<String> send(RunningApi api, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!path.equals("/api/session")) {
            request.headers(AS_ADMINISTRATOR);
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }
}
