package io.nodepulse.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.scrape.ListenerTable;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** To whom a token goes that is sent to an address which nobody named. */
class TokenReceiverTest {

    private static final int OWN = 1000;

    /**
     * Port 8080 is ours, 8081 root's, 8082 of account 65534; 8083 is ours beside 65534's wildcard.
     */
    private static final String TABLE =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1
               1: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2
               2: 0100007F:1F92 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 3
               3: 0100007F:1F93 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4
               4: 00000000:1F93 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 5
            """;

    @TempDir Path dir;

    private TokenReceiver listener = new TokenReceiver(new ListenerTable(Path.of("")), OWN);

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(dir.resolve("tcp"), TABLE);
        listener = new TokenReceiver(new ListenerTable(dir), OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://localhost:8081/",
                "http://127.0.0.1:8083/",
                "http://127.0.0.1:9999/",
                "http://192.0.2.1:8082/"
            })
    void oursRootsAndNobodysMayBeAsked(String address) throws IOException {
        listener.require(URI.create(address));
        assertThat(dir.resolve("tcp")).exists();
    }

    @Test
    void thatOfAnotherAccountIsSentNoToken() {
        assertThatThrownBy(() -> listener.require(URI.create("http://127.0.0.1:8082/")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("(65534) listens at http://127.0.0.1:8082/");
    }

    /** By the real tables, and through a command. */
    @Test
    void aCommandAsksOursByTheAddressInTheFolder() throws Exception {
        Path data = Files.createDirectory(dir.resolve("data"));
        DataFolder folder = new DataFolder(data);
        folder.adminToken().write("secret");
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + ours.getLocalPort() + "/");
            TokenReceiver.ofThisMachine().require(address);
        }
        folder.writeAddress("http://127.0.0.1:1/");
        Files.setPosixFilePermissions(
                data.resolve("address"), PosixFilePermissions.fromString("rw-rw-rw-"));
        StringWriter err = new StringWriter();

        int code =
                NodePulse.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("token", "list", "--data", data.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("may write to " + data.resolve("address"));
    }
}
