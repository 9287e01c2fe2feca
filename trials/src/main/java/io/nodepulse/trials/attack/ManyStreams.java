package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One viewer opens live streams and keeps them. */
final class ManyStreams implements Attempt {

    private static final int STREAMS = 2_000;
    private static final int STREAMS_OF_SHORT = 100;

    /** {@code nodepulse.access.calls.live-per-caller}. */
    private static final int ALLOWED = 50;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        int asked = target.isShort() ? STREAMS_OF_SHORT : STREAMS;
        List<Socket> streams = new ArrayList<>();
        try {
            for (int i = 0; i < asked; i++) {
                streams.add(ask(target));
            }
            int open = 0;
            for (Socket stream : streams) {
                open += isOpen(stream) ? 1 : 0;
            }
            int others = target.client(2).get("/api/servers").status();
            return new Finding(
                    open <= ALLOWED && others == 200,
                    "%d of %,d open; another viewer: %d".formatted(open, asked, others));
        } finally {
            for (Socket stream : streams) {
                stream.close();
            }
        }
    }

    private static Socket ask(AttackedSystem target) throws IOException {
        Socket stream =
                new Socket(
                        target.address().getHost(),
                        target.address().getPort(),
                        InetAddress.ofLiteral(target.client(1).from()),
                        0);
        String request =
                "GET /api/live HTTP/1.1\r\nHost: " + target.address().getAuthority() + "\r\n\r\n";
        stream.getOutputStream().write(request.getBytes(US_ASCII));
        return stream;
    }

    private static boolean isOpen(Socket stream) {
        try {
            byte[] status = stream.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            // It has more connections than an address may have.
            return false;
        }
    }
}
