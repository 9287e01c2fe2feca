package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Where other machines come in, and by which certificate. */
class ListenTest {

    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,        0.0.0.0,   8443",
        "127.0.0.1:9000, 127.0.0.1, 9000",
        "127.0.0.2:9000, 127.0.0.2, 9000",
        "localhost:0,    127.0.0.1, 0",
        "[::]:65535,     0:0:0:0:0:0:0:0, 65535"
    })
    void anAddressOfThisMachine(String option, String address, int port) {
        ListenAddress listen = ListenAddress.of(option);
        assertThat(listen.address().getHostAddress()).isEqualTo(address);
        assertThat(listen.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":8443", "0.0.0.0:", "0.0.0.0:65536", "::1", "a b", "http://0.0.0.0"})
    void whatIsNoAddress(String option) {
        assertThatThrownBy(() -> ListenAddress.of(option))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--listen takes ADDR or ADDR:PORT");
    }

    @Test
    void anAddressOfAnotherMachine() {
        assertThatThrownBy(() -> ListenAddress.of("192.0.2.1"))
                .hasMessageContaining("is no address of this machine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--plain-http                                       | need --listen",
                "--tls-cert x --tls-key y                           | need --listen",
                "--listen 127.0.0.1 --tls-cert x                    | go together",
                "--listen 127.0.0.1 --tls-cert x --tls-key y        | Cannot read",
                "--listen 127.0.0.1 --tls-cert x --tls-key y --plain-http | no use for",
                "--listen 0.0.0.0:8080                              | need two ports",
                "--listen 0.0.0.0:9000 --port 9000                  | need two ports"
            })
    void optionsThatDoNotFitTogether(String options, String words) {
        StringWriter errors = new StringWriter();
        String[] arguments = ("up --data " + dir + " " + options.strip()).split(" ");
        int exitCode =
                NodePulse.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains(words);
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aCertificateIsMadeOnceForTheNamesOfTheListener() throws Exception {
        OwnCertificate own = new OwnCertificate(dir.resolve("tls"));
        List<String> names = List.of("192.0.2.7", "2001:db8::7", "pulse", "no_name", "localhost");

        X509Certificate made = own.present(names, Set.of("192.0.2.7", "PULSE"));

        assertThat(made.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder(
                        "192.0.2.7", "2001:db8:0:0:0:0:0:7", "pulse", "localhost");
        assertThat(Duration.between(Instant.now(), made.getNotAfter().toInstant()).toDays())
                .isBetween(728L, 730L);
        assertThat(OwnCertificate.fingerprint(made)).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.key())))
                .isEqualTo("rw-------");
        assertThat(Files.list(own.folder())).hasSize(2);
        assertThat(own.present(List.of("other"), Set.of("192.0.2.7"))).isEqualTo(made);
    }

    @Test
    void aCertificateForOtherNamesIsNotReplacedSilently() throws Exception {
        OwnCertificate own = new OwnCertificate(dir.resolve("tls"));
        own.present(List.of("192.0.2.7"), Set.of());

        assertThatThrownBy(() -> own.present(List.of("192.0.2.8"), Set.of("192.0.2.8")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("and not for 192.0.2.8: delete that folder");
    }
}
