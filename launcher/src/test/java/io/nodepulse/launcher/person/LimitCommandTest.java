package io.nodepulse.launcher.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.AskedApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** What the command asks of the server, and what it says. */
class LimitCommandTest {

    @TempDir Path folder;
    private AskedApi api;

    @BeforeEach
    void start() throws IOException {
        api = new AskedApi(folder, "{}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void somebodyIsLimitedToTagsAndToNoneAgain() {
        assertThat(
                        api.run(
                                "person",
                                "limit",
                                "grace hopper",
                                "--server-tag",
                                "team=db",
                                "--server-tag",
                                "web"))
                .isZero();
        assertThat(api.run("person", "limit", "ada", "--all-servers")).isZero();

        assertThat(api.asked())
                .containsExactly(
                        "PATCH /api/people/grace%20hopper Bearer secret"
                                + " {\"server_tags\":[\"team=db\",\"web\"]}",
                        "PATCH /api/people/ada Bearer secret {\"server_tags\":[]}");
        assertThat(api.out())
                .isEqualTo(
                        "grace hopper sees servers with team=db or web from now on.\n"
                                + "ada sees all servers from now on.\n");
    }

    @Test
    void nobodyGetsAllServersBecauseATagWasForgotten() {
        assertThat(api.run("person", "limit", "ada")).isEqualTo(2);
        assertThat(api.run("person", "limit", "ada", "--server-tag", "a", "--all-servers"))
                .isEqualTo(2);

        assertThat(api.err()).contains("--server-tag", "--all-servers");
        assertThat(api.asked()).isEmpty();
    }
}
