package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * More slow heads than the listener takes connections, and what others notice of it. Not among the
 * tests, as it needs 20,000 open files: {@code mvn -pl access -am test -Dtest=SlowHeadsAttack}.
 * Prints how long others wait, without the limits and with them.
 */
class SlowHeadsAttack {

    private static final int CONNECTIONS = 8_293;
    private static final int REQUESTS = 200;
    private static final int TIMEOUT_MS = 2_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void othersAreAnswered(boolean limited) throws Exception {
        List<SocketChannel> attacker = new ArrayList<>();
        try (RunningAccess app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        "nodepulse.access.reading=open",
                        "nodepulse.listener.connections-per-address=" + (limited ? 1_000 : 0),
                        "nodepulse.listener.head-deadline=" + (limited ? "10s" : "1h"))) {
            double calm = percentile99(app);
            for (int i = 0; i < CONNECTIONS; i++) {
                attacker.add(slow(app));
            }
            double attacked = percentile99(app);
            System.out.printf(
                    "limits %s: p99 of others %.1f ms before, %.1f ms during %d slow heads%n",
                    limited, calm, attacked, CONNECTIONS);
            if (limited) {
                assertThat(attacked).isLessThan(TIMEOUT_MS);
            }
        } finally {
            for (SocketChannel each : attacker) {
                each.close();
            }
        }
    }

    private static SocketChannel slow(RunningAccess app) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress("127.0.0.2", 0));
        channel.connect(new InetSocketAddress("127.0.0.1", app.port()));
        channel.configureBlocking(false);
        try {
            channel.write(StandardCharsets.US_ASCII.encode("GET / HTTP/1.1\r\nX: "));
        } catch (IOException e) {
            channel.close(); // refused already
        }
        return channel;
    }

    /** In milliseconds; who gets no answer counts with the time it waited. */
    private static double percentile99(RunningAccess app) {
        double[] millis = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            long begun = System.nanoTime();
            boolean answered = isAnswered(app);
            millis[i] = (System.nanoTime() - begun) / 1e6;
            if (!answered) {
                return TIMEOUT_MS;
            }
        }
        Arrays.sort(millis);
        return millis[REQUESTS * 99 / 100 - 1];
    }

    private static boolean isAnswered(RunningAccess app) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0.0.3", 0));
            socket.connect(new InetSocketAddress("127.0.0.1", app.port()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream()
                    .write(
                            "GET /api/servers HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes().length > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
