package io.nodepulse.launcher.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.AskedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** What the command asks of the server, and what it says. */
class ResetSecondFactorCommandTest {

    @Test
    void itAsksWithTheTokenOfTheFolderForTheNameAsItIs(@TempDir Path folder) throws Exception {
        try (AskedApi api = new AskedApi(folder, "{}")) {
            assertThat(api.run("person", "reset-second-factor", "grace hopper/x")).isZero();

            assertThat(api.asked())
                    .containsExactly(
                            "DELETE /api/people/grace%20hopper%2Fx/second-factor Bearer secret");
            assertThat(api.out()).isEqualTo("grace hopper/x has no second factor any more.\n");
        }
    }
}
