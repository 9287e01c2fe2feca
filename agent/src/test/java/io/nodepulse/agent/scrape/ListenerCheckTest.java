package io.nodepulse.agent.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.http.HttpTarget;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose page is taken, by tables of the kernel as they were recorded. */
class ListenerCheckTest {

    /** 9256: 112 on 127.0.0.1, 65534 on all of IPv4. 9100: 0 on all. 22: 0. Then a connection. */
    private static final String TCP =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7001 1 0000000000000000 100 0 0 10 0
               1: 0100007F:2428 00000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 7002 1 0000000000000000 100 0 0 10 0
               2: 00000000:2428 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 7003 1 0000000000000000 100 0 0 10 0
               3: 00000000:238C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7004 1 0000000000000000 100 0 0 10 0
               4: 0200007F:238C 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     7        0 7005 1 0000000000000000 20 4 30 10 -1
            """;

    /** 9200: 112 and 7 on all of both. 9201: 7 on ::ffff:127.0.0.1. 9256: 7 on ::1. */
    private static final String TCP6 =
            """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000000000000000000000000000:23F0 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 7101 1 0000000000000000 100 0 0 10 0
               1: 00000000000000000000000000000000:23F0 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 7102 1 0000000000000000 100 0 0 10 0
               2: 0000000000000000FFFF00000100007F:23F1 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 7103 1 0000000000000000 100 0 0 10 0
               3: 00000000000000000000000001000000:2428 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 7104 1 0000000000000000 100 0 0 10 0
            """;

    @TempDir private Path folder;

    private final ExporterStats stats = new ExporterStats();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("tcp"), TCP);
        Files.writeString(folder.resolve("tcp6"), TCP6);
        Files.writeString(
                folder.resolve("passwd"),
                "root:x:0:0::/:/bin/sh\nprometheus:x:112:1::/:/bin/sh\nmallory:x:7:7::/:/bin/sh\n");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 9256, 112",
        "127.0.0.2, 9256, 65534",
        "::1,       9256, 7",
        "127.0.0.1, 9100, 0",
        "127.0.0.2, 9100, 0",
        "127.0.0.1, 9200, 7 112",
        "::1,       9200, 7 112",
        "127.0.0.1, 9201, 7",
        "127.0.0.2, 9201, ''",
        "::1,       9100, ''",
        "127.0.0.1, 9257, ''",
        "127.0.0.1, 40000, ''"
    })
    void findsTheOwnersOfTheClosestListeners(String address, int port, String uids)
            throws IOException {
        Set<Integer> expected =
                Arrays.stream(uids.split(" "))
                        .filter(uid -> !uid.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        assertThat(new ListenerTable(folder).owners(InetAddress.ofLiteral(address), port))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9256, prometheus,      1000, ''",
        "127.0.0.1:9256, 112,             1000, ''",
        "127.0.0.1:9256, other prometheus,1000, ''",
        "127.0.0.1:9256, root,            112,  ''",
        "127.0.0.1:9256, root,            1000, user prometheus (112)",
        "127.0.0.1:9256, unknown,         1000, user prometheus (112)",
        "127.0.0.2:9256, prometheus,      1000, user 65534",
        "127.0.0.1:9100, prometheus,      1000, ''",
        "127.0.0.1:9200, prometheus,      1000, user mallory (7)",
        "[::1]:9256,     prometheus,      1000, user mallory (7)",
        "192.0.2.1:9256, prometheus,      1000, ''"
    })
    void takesThePageOfTrustedAccountsOnly(String host, String trusted, int own, String refused) {
        ListenerCheck check = check(host, trusted, own);
        if (refused.isEmpty()) {
            assertThatCode(check::require).doesNotThrowAnyException();
            assertThat(stats.refusedListener()).isEmpty();
            return;
        }
        assertThatThrownBy(check::require)
                .hasMessage(
                        "the listener on %s belongs to %s, which is not trusted to speak for this"
                                + " machine: end it, or name that user in trusted_users",
                        host, refused);
        assertThat(stats.refusedListener()).contains(refused);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9257", "[::1]:9100"})
    void takesNoPageOfNobody(String host) {
        assertThatThrownBy(() -> check(host, "prometheus", 1000).require())
                .hasMessage("nobody listens on " + host);
    }

    private ListenerCheck check(String host, String trusted, int own) {
        return new ListenerCheck(
                HttpTarget.parse("http://" + host + "/metrics"),
                List.of(trusted.split(" ")),
                new ListenerTable(folder),
                new LocalAccounts(folder.resolve("passwd")),
                own,
                stats);
    }
}
