package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;
import io.nodepulse.trials.bench.report.Latencies;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One client with more connections than the server has threads, none of which comes to the point.
 */
final class SlowHeads implements Attempt {

    private static final int CONNECTIONS = 8_293;
    private static final int CONNECTIONS_OF_SHORT = 1_200;

    /** Past {@code nodepulse.listener.head-deadline}. */
    private static final Duration TIME = Duration.ofSeconds(15);

    private static final Duration TIME_OF_SHORT = Duration.ofSeconds(2);

    /** {@code nodepulse.listener.connections-per-address}. */
    private static final int ALLOWED = 1_000;

    private static final double MOST_MILLIS = 100;
    private static final byte[] HEAD = "GET / HTTP/1.1\r\nX: ".getBytes(US_ASCII);
    private static final int CALLS_BETWEEN_BYTES = 100;
    private static final int ANSWER_BYTES = 4_096;

    @Override
    public Finding on(AttackedSystem target) throws IOException, InterruptedException {
        Duration time = target.isShort() ? TIME_OF_SHORT : TIME;
        Latencies alone = Others.during(time, 0, 200, n -> question(target));
        List<SocketChannel> held = new ArrayList<>();
        try {
            int asked = target.isShort() ? CONNECTIONS_OF_SHORT : CONNECTIONS;
            for (int i = 0; i < asked; i++) {
                held.add(connect(target));
            }
            int most = drip(held);
            Latencies beside = Others.during(time, 1, 200, n -> question(target, n, held));
            return new Finding(
                    target.isInTime(beside.millis(0.99), MOST_MILLIS) && most <= ALLOWED,
                    "others' p99 %.0f ms, alone %.0f ms; %,d of %,d let in at a time"
                            .formatted(beside.millis(0.99), alone.millis(0.99), most, asked));
        } finally {
            for (SocketChannel channel : held) {
                channel.close();
            }
        }
    }

    /** Somebody else's, while now and then another byte comes. */
    private static int question(AttackedSystem target, int number, List<SocketChannel> held)
            throws IOException {
        if (number % CALLS_BETWEEN_BYTES == 0) {
            drip(held);
        }
        return question(target);
    }

    private static int question(AttackedSystem target) throws IOException {
        return target.client(2).get("/api/servers").status();
    }

    private static SocketChannel connect(AttackedSystem target) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(target.client(1).from(), 0));
        channel.connect(
                new InetSocketAddress(target.address().getHost(), target.address().getPort()));
        channel.write(ByteBuffer.wrap(HEAD));
        channel.configureBlocking(false);
        return channel;
    }

    /** A byte on each; how many connections the server has not ended. */
    private static int drip(List<SocketChannel> held) {
        int open = 0;
        for (SocketChannel channel : held) {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
                // An answer that the server ended the connection with, or the end.
                int answer = channel.read(ByteBuffer.allocate(ANSWER_BYTES));
                open += answer == 0 ? 1 : 0;
            } catch (IOException e) {
                // Ended, which is what is counted.
            }
        }
        return open;
    }
}
