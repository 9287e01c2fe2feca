package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a local account can do to a Valkey that asks for a password. */
class SecuredValkeyTest {

    @TempDir private static Path home;

    private static ValkeyServer server;

    @BeforeAll
    static void start() {
        server = ValkeyServer.start(ValkeyOptions.in(home).withPassword());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING", "KEYS *", "CONFIG GET requirepass", "SET a b", "SHUTDOWN"})
    void answersNobodyWithoutThePassword(String command) {
        assertThatThrownBy(() -> ValkeyClient.ask(server.port(), command))
                .hasMessageStartingWith("NOAUTH");
    }

    @ParameterizedTest
    @CsvSource({"AUTH guess, WRONGPASS", "AUTH default guess, WRONGPASS"})
    void takesNoOtherPassword(String command, String answer) {
        assertThatThrownBy(() -> ValkeyClient.ask(server.port(), command))
                .hasMessageStartingWith(answer);
    }

    @Test
    void takesItsPasswordAndHasAnotherOneInTheNextRun() throws IOException {
        assertThat(ValkeyClient.answers(server.port(), server.password())).isTrue();
        assertThat(server.loginUri()).contains(":" + server.password() + "@");
        String first = server.password();
        server.close();
        server = ValkeyServer.start(ValkeyOptions.in(home).withPassword());
        assertThat(server.password()).isNotEqualTo(first);
        assertThat(ValkeyClient.answers(server.port(), first)).isFalse();
        assertThat(ValkeyClient.answers(server.port(), server.password())).isTrue();
    }

    /** Who took the port first is not told the password. */
    @Test
    void isNoServerOfAnotherAccount() throws Exception {
        assumeThat(Users.canBecomeNobody()).as("runs as root").isTrue();
        int port = Loopback.freePort();
        String listen =
                "use Socket; socket(S, PF_INET, SOCK_STREAM, 0);"
                        + "bind(S, sockaddr_in(%d, INADDR_LOOPBACK)); listen(S, 5);".formatted(port)
                        + "$| = 1; print qq(listens\\n); accept(C, S); print scalar <C>";
        Process other = Users.startAsNobody("perl", "-e", listen);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("listens");
            assertThat(ValkeyClient.answers(port, "secret")).isFalse();
            assertThat(other.isAlive()).as("nobody called it").isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void saysItsPasswordToNobody() throws IOException {
        String shown = Files.readString(Path.of("/proc", server.pid() + "", "cmdline"));
        String log = Files.readString(home.resolve("valkey.log"));
        assertThat(server.password()).hasSize(64);
        assertThat(shown + log + server.uri()).doesNotContain(server.password());
    }
}
