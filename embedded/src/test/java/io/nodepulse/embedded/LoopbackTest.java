package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** A port that somebody else took meanwhile is no reason to give up; anything else is. */
class LoopbackTest {

    private final List<Integer> tried = new ArrayList<>();

    private int failingOnce(int port, String message) {
        tried.add(port);
        if (tried.size() == 1) {
            throw new EmbeddedException(message);
        }
        return port;
    }

    /** As Valkey and PostgreSQL say it in their logs. */
    @Test
    void aPortThatWasTakenForAMomentIsTriedElsewhere() {
        int started =
                Loopback.startOn(
                        0,
                        "a test",
                        port ->
                                failingOnce(
                                        port,
                                        "Valkey ended at its start: bind: Address already in use"));

        assertThat(tried).hasSize(2);
        assertThat(started).isEqualTo(tried.getLast());
    }

    @Test
    void aPortThatIsStillTakenIsTriedElsewhere() throws IOException {
        List<ServerSocket> takers = new ArrayList<>();
        try {
            int started =
                    Loopback.startOn(
                            0,
                            "a test",
                            port -> {
                                if (takers.isEmpty()) {
                                    takers.add(taken(port));
                                }
                                return failingOnce(port, "it says nothing of a port");
                            });
            assertThat(started).isNotEqualTo(takers.getFirst().getLocalPort());
        } finally {
            for (ServerSocket taker : takers) {
                taker.close();
            }
        }
    }

    private static ServerSocket taken(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName(Loopback.HOST));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverElseIsWrongEndsIt() {
        assertThatThrownBy(
                        () ->
                                Loopback.startOn(
                                        0, "a test", port -> failingOnce(port, "no such option")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("no such option");
        assertThat(tried).hasSize(1);
    }
}
