package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ValkeyServerTest {

    @TempDir private Path dir;

    @Test
    void keepsAcknowledgedDataThroughAnEndAndAKill() throws IOException {
        try (ValkeyServer server = ValkeyServer.start(ValkeyOptions.in(dir))) {
            assertThat(ValkeyClient.ask(server.port(), "SET a one")).isEqualTo("OK");
        }
        ValkeyServer killed = ValkeyServer.start(ValkeyOptions.in(dir));
        assertThat(ValkeyClient.ask(killed.port(), "GET a")).isEqualTo("one");
        assertThat(ValkeyClient.ask(killed.port(), "SET b two")).isEqualTo("OK");
        killed.killHard();
        try (ValkeyServer server = ValkeyServer.start(ValkeyOptions.in(dir))) {
            assertThat(ValkeyClient.ask(server.port(), "GET b")).isEqualTo("two");
            assertThat(serversOn(dir)).containsExactly(server.pid());
        }
    }

    @Test
    void endsTheOrphanOfAKilledJvm() throws Exception {
        Path home = dir.resolve("data");
        long orphan = OrphanMaker.run("valkey", home);
        assertThat(serversOn(home)).containsExactly(orphan);
        try (ValkeyServer server = ValkeyServer.start(ValkeyOptions.in(home))) {
            assertThat(serversOn(home)).containsExactly(server.pid()).doesNotContain(orphan);
            assertThat(ValkeyClient.ask(server.port(), "GET orphan")).isEqualTo("yes");
        }
    }

    @Test
    void refusesWritesAtItsMemoryLimit() {
        ValkeyOptions options = ValkeyOptions.in(dir).withMaxMemoryBytes(100_000);
        try (ValkeyServer server = ValkeyServer.start(options.fsyncEverySecond())) {
            assertThatThrownBy(() -> ValkeyClient.ask(server.port(), "SET a b"))
                    .hasMessageStartingWith("OOM");
        }
    }

    @Test
    void listensOnTheWantedPort() throws IOException {
        int port = Loopback.freePort();
        try (ValkeyServer server = ValkeyServer.start(ValkeyOptions.in(dir).withPort(port))) {
            assertThat(server.uri()).isEqualTo("redis://127.0.0.1:" + port);
            assertThat(ValkeyClient.ask(server.port(), "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Loopback.HOST))) {
            int port = socket.getLocalPort();
            ValkeyOptions options = ValkeyOptions.in(dir).withPort(port);
            assertThatThrownBy(() -> ValkeyServer.start(options))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void refusesADirectoryInUse() throws IOException {
        ValkeyOptions options = ValkeyOptions.in(dir);
        try (ValkeyServer first = ValkeyServer.start(options)) {
            assertThatThrownBy(() -> ValkeyServer.start(options))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("in use");
            assertThat(serversOn(dir)).containsExactly(first.pid());
        }
    }

    @Test
    void saysThatADirectoryCannotBeWritten() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        ValkeyOptions options = ValkeyOptions.in(file.resolve("data"));
        assertThatThrownBy(() -> ValkeyServer.start(options))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("Cannot write the data folder " + file.resolve("data"));
    }

    @Test
    void showsTheLogOfAServerThatDoesNotStart() {
        ValkeyOptions options = ValkeyOptions.in(dir).withSetting("no-such-directive", "1");
        assertThatThrownBy(() -> ValkeyServer.start(options))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("Valkey ended at its start")
                .hasMessageContaining("no-such-directive");
    }

    /** Unlike a ProcessHandle it does not count the dead that nobody has reaped. */
    private static List<Long> serversOn(Path directory) throws IOException {
        return new ServersOnDirectory(directory.toRealPath(), "valkey-").find();
    }
}
