package io.nodepulse.launcher.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.AskedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** What the command asks of the server, and what it says. */
class RemoveCommandTest {

    private static final String ERASED = "{\"numbers\": [\"0a1b2c3d4e5f\"], \"in_the_clear\": %s}";

    @TempDir private Path folder;

    @Test
    void itRemovesWhoIsNamed() throws Exception {
        try (AskedApi api = new AskedApi(folder, "{}")) {
            assertThat(api.run("person", "remove", "grace hopper/x", "--yes")).isZero();

            assertThat(api.asked())
                    .containsExactly("DELETE /api/people/grace%20hopper%2Fx Bearer secret");
            assertThat(api.out()).isEqualTo("grace hopper/x is removed.\n");
        }
    }

    @Test
    void itErasesOnRequest() throws Exception {
        try (AskedApi api = new AskedApi(folder, ERASED.formatted(false))) {
            assertThat(api.run("person", "remove", "ada", "--erase", "--yes")).isZero();

            assertThat(api.asked())
                    .containsExactly("DELETE /api/people/ada?erase=true Bearer secret");
            assertThat(api.out())
                    .isEqualTo(
                            "ada is erased; (erased) 0a1b2c3d4e5f stands in the place of the"
                                    + " name.\n");
        }
    }

    @Test
    void itSaysWhatStaysInTheClear() throws Exception {
        try (AskedApi api = new AskedApi(folder, ERASED.formatted(true))) {
            assertThat(api.run("person", "remove", "ada", "--erase", "--provider", "corp", "--yes"))
                    .isZero();

            assertThat(api.asked())
                    .containsExactly(
                            "DELETE /api/people/ada?erase=true&provider=corp Bearer secret");
            assertThat(api.out()).contains("before names were sealed still has the name");
        }
    }

    @Test
    void withoutATerminalItWantsToBeTold() throws Exception {
        try (AskedApi api = new AskedApi(folder, "{}")) {
            assertThat(api.run("person", "remove", "ada", "--erase")).isNotZero();
            assertThat(api.run("person", "remove", "ada", "--provider", "corp", "--yes"))
                    .isNotZero();

            assertThat(api.asked()).isEmpty();
            assertThat(api.err())
                    .contains("Nobody can be asked here: say --yes to remove and erase ada")
                    .contains("say --erase");
        }
    }
}
