package io.nodepulse.launcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.launcher.AskedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the commands ask of the server, and what they say. */
class TokenCommandsTest {

    private static final String ISSUED =
            """
            {"id": "1-2", "name": "report", "role": "viewer", "server_tags": ["db", "web"],
             "expires_at": "2026-12-01T00:00:00Z", "token": "npt_x"}""";

    private static final String LISTED =
            """
            {"tokens": [
              {"id": "1", "name": "all", "role": "admin", "all_servers": true, "server_tags": [],
               "expires_at": "2026-12-01T00:00:00Z", "issuer": "admin-token"},
              {"id": "2", "name": "some", "role": "viewer", "all_servers": false,
               "server_tags": ["db", "web"], "expires_at": "2026-12-01T00:00:00Z", "issuer": null},
              {"id": "3", "name": "none", "role": "viewer", "all_servers": false,
               "server_tags": [], "expires_at": "2026-12-01T00:00:00Z",
               "lapses_at": "2026-11-20T00:00:00Z", "issuer": "oidc:corp:ada"}]}""";

    @TempDir Path folder;

    @Test
    void aTokenIsIssuedForTheServersOfTags() throws IOException {
        try (AskedApi api = new AskedApi(folder, ISSUED)) {
            int code =
                    api.run(
                            "token",
                            "issue",
                            "report",
                            "--days",
                            "7",
                            "--server-tag",
                            "db",
                            "--server-tag",
                            "web");

            assertThat(code).isZero();
            assertThat(api.asked()).hasSize(1);
            String asked = api.asked().getFirst();
            assertThat(asked).startsWith("POST /api/tokens Bearer secret {");
            JsonNode body = JsonMapper.shared().readTree(asked.substring(asked.indexOf('{')));
            assertThat(body.get("name").stringValue()).isEqualTo("report");
            assertThat(body.get("role").stringValue()).isEqualTo("viewer");
            assertThat(body.get("server_tags").toString()).isEqualTo("[\"db\",\"web\"]");
            assertThat(Instant.parse(body.get("expires_at").stringValue()))
                    .isCloseTo(
                            Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
            assertThat(api.out())
                    .startsWith("report may call the API as viewer until 2026-12-01T00:00:00Z")
                    .contains("for servers with db or web", "1-2")
                    .endsWith("\nnpt_x\n");
        }
    }

    @Test
    void noTokenIsAskedForThatIsOverAtOnce() throws IOException {
        try (AskedApi api = new AskedApi(folder, ISSUED)) {
            assertThat(api.run("token", "issue", "report", "--days", "0")).isEqualTo(2);
            assertThat(api.run("token", "issue")).isEqualTo(2);

            assertThat(api.asked()).isEmpty();
        }
    }

    @Test
    void theListSaysForWhichServersEachIs() throws IOException {
        try (AskedApi api = new AskedApi(folder, LISTED)) {
            assertThat(api.run("token", "list")).isZero();

            assertThat(api.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                    .containsExactly(
                            "ID|ROLE|VALID UNTIL|ISSUED BY|SERVERS|NAME",
                            "1|admin|2026-12-01T00:00:00Z|admin-token|all servers|all",
                            "2|viewer|2026-12-01T00:00:00Z|not known|servers with db or web|some",
                            "3|viewer|2026-11-20T00:00:00Z|oidc:corp:ada|no servers|none");
        }
    }
}
