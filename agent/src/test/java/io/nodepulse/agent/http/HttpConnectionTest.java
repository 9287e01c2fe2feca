package io.nodepulse.agent.http;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.testing.RawServer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

class HttpConnectionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1);

    @Test
    void readsBodiesOfEveryForm() throws IOException {
        expect("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200 hello");
        expect("HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello", "200 hello");
        expect("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", "200 hello");
        expect("HTTP/1.1 204 No\r\n\r\n", "204 ");
        expect(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
                "200 hello");
        expect(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n",
                "200 ");
        expect(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "200 ok");
        expect("HTTP/1.0 200 OK\r\n\r\nuntil close", "200 until close");
        expect("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", "503 ");
    }

    @Test
    void refusesBrokenAnswers() {
        bad("SSH-2.0-OpenSSH\r\n", "not an HTTP answer");
        bad("HTTP/1.1 abc\r\n\r\n", "not an HTTP answer");
        bad("HTTP/1.1 200 OK\r\nbroken\r\n\r\n", "malformed header");
        bad("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "malformed Content-Length");
        bad("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", "compressed");
        bad("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "broke off");
        bad("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf", "broke off");
        bad("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "malformed chunk");
        bad("HTTP/1.1 200 OK\r\nX: " + "y".repeat(40_000) + "\r\n", "line too long");
        bad("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200), "too many headers");
        bad("HTTP/1.1 200 OK\r\n", "closed");
    }

    @Test
    void keepsOneConnectionAndReplacesALostOne() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, out) -> {
                                    out.write(response(200, "", "ok"));
                                    if (request.line().contains("last")) {
                                        out.close();
                                    }
                                });
                HttpConnection connection = connectTo(server)) {
            for (int i = 0; i < 5; i++) {
                assertThat(get(connection)).isEqualTo("200 ok");
            }
            assertThat(server.connections()).isEqualTo(1);
            byte[] last = "GET /last HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
            connection.exchange(last, last, 0, TIMEOUT);
            assertThat(connection.body().readAllBytes()).hasSize(2);
            assertThat(get(connection)).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void forgetsHeadersOfAnAnswerBefore() throws IOException {
        RawServer server =
                new RawServer(
                        (_, out) -> out.write(response(503, "Retry-After: 3600\r\n", "busy")));
        try (HttpConnection connection = connectTo(server)) {
            assertThat(get(connection)).isEqualTo("503 busy");
            assertThat(connection.retryAfter()).isEqualTo("3600");
            server.close();
            assertThatThrownBy(() -> get(connection)).isInstanceOf(IOException.class);
            assertThat(connection.retryAfter()).isEmpty();
        }
    }

    @Test
    void doesNotReuseAConnectionWhoseBodyWasNotRead() throws IOException {
        try (RawServer server = new RawServer((_, out) -> out.write(response(200, "", "ok")));
                HttpConnection connection = connectTo(server)) {
            connection.exchange(GET, GET, 0, TIMEOUT);
            assertThat(get(connection)).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void givesUpOnAServerThatIsSilentOrDrips() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer silent = new RawServer((_, _) -> await(end));
                RawServer dripping = new RawServer((_, out) -> drip(out, end));
                HttpConnection one = connectTo(silent);
                HttpConnection other = connectTo(dripping)) {
            for (HttpConnection connection : new HttpConnection[] {one, other}) {
                assertThatThrownBy(
                                () -> {
                                    connection.exchange(GET, GET, 0, Duration.ofMillis(300));
                                    connection.body().readAllBytes();
                                })
                        .isInstanceOf(SocketTimeoutException.class);
            }
            end.countDown();
        }
    }

    @Test
    void canBeEndedFromOutsideWhenTheServerStopsReading() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpTarget target = HttpTarget.parse("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            HttpConnection connection = new HttpConnection(target, null);
            byte[] large = new byte[64 << 20];
            Thread writer =
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            assertThatThrownBy(
                                                            () ->
                                                                    connection.exchange(
                                                                            GET,
                                                                            large,
                                                                            large.length,
                                                                            Duration.ofMillis(200)))
                                                    .isInstanceOf(IOException.class));
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                connection.closeIfOverdue(System.nanoTime());
                                assertThat(writer.isAlive()).isFalse();
                            });
        }
    }

    private static void expect(String answer, String expected) throws IOException {
        try (RawServer server = new RawServer((_, out) -> reply(out, answer));
                HttpConnection connection = connectTo(server)) {
            assertThat(get(connection)).as(answer).isEqualTo(expected);
        }
    }

    private static void bad(String answer, String reason) {
        assertThatThrownBy(() -> expect(answer, ""))
                .as(answer)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static void reply(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(ISO_8859_1));
        out.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drip(OutputStream out, CountDownLatch end) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(ISO_8859_1));
        while (end.getCount() > 0) {
            out.write('x');
            out.flush();
        }
    }

    private static HttpConnection connectTo(RawServer server) {
        return new HttpConnection(HttpTarget.parse(server.address("/")), null);
    }

    private static String get(HttpConnection connection) throws IOException {
        connection.exchange(GET, GET, 0, TIMEOUT);
        return connection.status() + " " + new String(connection.body().readAllBytes(), ISO_8859_1);
    }
}
