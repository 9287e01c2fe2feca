package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Clients that take for ever, from an address of their own: the whole of loopback's network is this
 * machine. Those that have to wait for a deadline to pass wait for the server to say so.
 */
class SlowHeadsTest {

    private static final int MOST = 20;
    private static final String ATTACKER = "127.0.0.2";
    private static final String OTHERS = "127.0.0.3";
    private static final String WHOLE_HEAD =
            "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 32\r\n\r\n";
    private static final String BODY = "{\"name\":\"nobody\",\"password\":\"x\"}";

    private final List<Socket> open = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private RunningAccess app;

    @BeforeEach
    void start() {
        app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        "nodepulse.listener.head-deadline=700ms",
                        "nodepulse.listener.connections-per-address=" + MOST);
    }

    @AfterEach
    void stop() throws IOException {
        drip.shutdownNow();
        for (Socket socket : open) {
            socket.close();
        }
        app.close();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", app.port()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends a byte every 50 ms, until the server has had enough. */
    private Socket dripping(String from, String first) throws IOException {
        Socket socket = connect(from);
        send(socket, first);
        drip.scheduleWithFixedDelay(
                () -> {
                    try {
                        socket.getOutputStream().write('x');
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                50,
                50,
                TimeUnit.MILLISECONDS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
            line.append((char) c);
            c = socket.getInputStream().read();
        }
        return line.toString();
    }

    @Test
    void aHeadHasOneDeadlineHoweverItDrips() throws IOException {
        for (String first :
                List.of("", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: ")) {
            assertThat(isClosed(dripping(ATTACKER, first))).isTrue();
        }
        assertThat(isClosed(connect(ATTACKER))).as("one that says nothing").isTrue();
        assertThat(app.count("nodepulse.listener.refused", "slow_head")).isEqualTo(5);
        await().untilAsserted(
                        () -> assertThat(app.gauge("nodepulse.listener.connections")).isZero());
    }

    @Test
    void soHasTheSecondHeadOfAConnection() throws IOException {
        Socket socket = connect(ATTACKER);
        send(socket, WHOLE_HEAD + BODY);
        assertThat(firstLine(socket)).contains("401");
        send(socket, "GET / HTT");
        socket.getInputStream().skipNBytes(1);

        assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(app.count("nodepulse.listener.refused", "slow_head")).isEqualTo(1);
    }

    /** The rest of it is read so that the answer gets through, but not for ever. */
    @Test
    void soHasABodyThatNobodyWants() throws IOException {
        Socket socket =
                dripping(
                        ATTACKER,
                        "GET /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n");

        assertThat(firstLine(socket)).contains("200");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(app.gauge("nodepulse.listener.connections")).isZero());
        assertThat(app.count("nodepulse.listener.refused", "slow_head")).isEqualTo(1);
    }

    @Test
    void aRequestAndAPauseMayTakeLonger() throws IOException {
        Socket serving = connect(OTHERS);
        send(serving, WHOLE_HEAD);
        Socket pausing = connect(OTHERS);
        send(pausing, WHOLE_HEAD + BODY);
        assertThat(firstLine(pausing)).contains("401");

        assertThat(isClosed(dripping(ATTACKER, "GET"))).as("a deadline has passed").isTrue();

        send(serving, BODY);
        assertThat(firstLine(serving)).contains("401");
        send(pausing, WHOLE_HEAD.replace("Host", "Connection: close\r\nHost") + BODY);
        assertThat(new String(pausing.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .as("the rest of the first answer and the second one")
                .contains("HTTP/1.1 401 ");
    }

    @Test
    void anAddressHasSoManyConnectionsAndOthersHaveTheirs() throws IOException {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            held.add(connect(ATTACKER));
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(isClosed(connect(ATTACKER))).isTrue();
        }
        assertThat(app.count("nodepulse.listener.refused", "too_many_of_address")).isEqualTo(MOST);
        Socket other = connect(OTHERS);
        send(other, WHOLE_HEAD + BODY);
        assertThat(firstLine(other)).contains("401");

        assertThat(held).allMatch(SlowHeadsTest::isClosed);
        Socket again = connect(ATTACKER);
        send(again, WHOLE_HEAD + BODY);
        assertThat(firstLine(again)).as("what was closed is free again").contains("401");
    }
}
