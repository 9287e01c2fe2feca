package io.nodepulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;

/** What is there to install, for whoever asks: machines have not signed in. */
class InstallTest {

    private static final String OLD = "nodepulse-agent_0.9_amd64.tar.xz";
    private static final String NEW = "nodepulse-agent_0.10~snapshot_amd64.tar.xz";
    private static final String ARM = "nodepulse-agent_0.9_arm64.tar.xz";

    @TempDir private Path folder;
    private RunningApi api;

    @BeforeEach
    void start() throws SQLException {
        api = RunningApi.startClosed("--nodepulse.install.directory=" + folder);
    }

    @AfterEach
    void stop() throws SQLException {
        api.close();
    }

    private void put(String name, String content, String digest, long seconds) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
        Files.writeString(folder.resolve(name + ".sha256"), digest);
    }

    private JsonNode facts() throws Exception {
        HttpResponse<String> answer =
                api.get("/api/install", "Authorization", "Bearer " + RunningApi.ADMIN_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    @Test
    void whereNothingIsThereItSaysWhatIsMissing() throws Exception {
        put(OLD, "x", "no digest", 1);
        Files.writeString(folder.resolve(ARM), "x");
        Files.writeString(folder.resolve("other.tar.xz"), "x");

        HttpResponse<String> script = api.get("/install.sh");

        assertThat(script.statusCode()).isEqualTo(404);
        assertThat(script.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        String detail = new JsonMapper().readTree(script.body()).get("detail").asString();
        assertThat(detail).contains(folder.toString(), ".sha256", "-Pagent-packages");
        assertThat(facts().get("missing").asString()).isEqualTo(detail);
        assertThat(facts().get("archives")).isEmpty();
        assertThat(api.get("/api/install").statusCode()).isEqualTo(401);
    }

    @Test
    void theNewestArchiveOfEachArchitectureIsHandedOut() throws Exception {
        put(OLD, "old", "a".repeat(64) + "  " + OLD + "\n", 1);
        put(NEW, "new", "b".repeat(64) + "  " + NEW + "\n", 2);
        put(ARM, "arm", "c".repeat(64), 1);

        HttpResponse<String> script = api.get("/install.sh");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body())
                .startsWith("#!/bin/sh\n")
                .contains("server='" + api.uri("") + "'\n")
                .contains(
                        "archives='amd64 %s %s\narm64 %s %s'\n"
                                .formatted(NEW, "b".repeat(64), ARM, "c".repeat(64)))
                .contains("certificate=''\n")
                .doesNotContain("@SERVER@", OLD);
        assertThat(api.get("/install/" + NEW).body()).isEqualTo("new");
        assertThat(api.get("/install/" + NEW + ".sha256").body()).startsWith("b".repeat(64));
        assertThat(facts().get("missing").isNull()).isTrue();
        assertThat(facts().get("archives").findValuesAsString("version"))
                .containsExactly("0.10~snapshot", "0.9");
    }

    @Test
    void nothingElseOfTheFolderIsHandedOut() throws Exception {
        put(NEW, "new", "b".repeat(64), 2);
        put(OLD, "old", "a".repeat(64), 1);
        Files.writeString(folder.resolve("secret"), "secret");
        for (String name : new String[] {"secret", OLD, "..%2Fsecret", "%2e%2e", NEW + ".sha512"}) {
            assertThat(api.get("/install/" + name).statusCode()).as(name).isEqualTo(404);
        }
    }
}
