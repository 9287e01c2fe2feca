package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class RelayTest {

    private static final String FIRST = "127.0.0.21";
    private static final String SECOND = "127.0.0.22";
    private static final int SILENCE_MILLIS = 300;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Map<String, Flow> flows = new ConcurrentHashMap<>();
    private ServerSocket echo;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 8, InetAddress.getByName(Loopback.HOST));
        Thread.ofVirtual().start(this::serve);
        relay =
                Relay.to(
                        echo.getLocalPort(),
                        caller -> flows.getOrDefault(caller.getHostAddress(), Flow.OPEN));
    }

    @AfterEach
    void end() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void carriesUntilItIsReset() throws IOException {
        try (Socket caller = call(FIRST)) {
            assertThat(answer(caller, 7)).isEqualTo(7);
            relay.reset();
            assertThatThrownBy(() -> answer(caller, 8)).isInstanceOf(IOException.class);
        }
        try (Socket again = call(FIRST)) {
            assertThat(answer(again, 9)).isEqualTo(9);
        }
    }

    @Test
    void holdsBackWhatAStalledCallerSendsUntilItMayGoOn() throws IOException {
        try (Socket caller = call(FIRST);
                Socket other = call(SECOND)) {
            assertThat(answer(caller, 1)).isEqualTo(1);
            set(FIRST, Flow.STALLED);
            caller.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> answer(caller, 2)).isInstanceOf(SocketTimeoutException.class);
            assertThat(answer(other, 3)).isEqualTo(3);
            set(FIRST, Flow.OPEN);
            caller.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(caller.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void losesWhatWasHeldBackWhereItIsCutInstead() throws IOException {
        try (Socket caller = call(FIRST)) {
            assertThat(answer(caller, 1)).isEqualTo(1);
            set(FIRST, Flow.STALLED);
            caller.getOutputStream().write(2);
            set(FIRST, Flow.CUT);
            assertThatThrownBy(() -> caller.getInputStream().read())
                    .isInstanceOf(IOException.class);
        }
        try (Socket again = call(FIRST)) {
            assertThatThrownBy(() -> answer(again, 3)).isInstanceOf(IOException.class);
        }
        set(FIRST, Flow.OPEN);
        try (Socket healed = call(FIRST)) {
            assertThat(answer(healed, 4)).isEqualTo(4);
        }
    }

    private void set(String caller, Flow flow) {
        flows.put(caller, flow);
        relay.obey();
    }

    private Socket call(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName(Loopback.HOST), relay.port()));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static int answer(Socket socket, int question) throws IOException {
        socket.getOutputStream().write(question);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection ended");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket caller = echo.accept();
                Thread.ofVirtual().start(() -> echo(caller));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void echo(Socket caller) {
        try (caller) {
            caller.getInputStream().transferTo(caller.getOutputStream());
        } catch (IOException e) {
            // The other end was reset, as some test wants it.
        }
    }
}
