package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.recordscrape.PacedInputStream.Pace;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class PacedInputStreamTest {

    private static final Pace PACE = new Pace(Duration.ofSeconds(10), 100);

    private final AtomicLong now = new AtomicLong();
    private final PacedInputStream in =
            new PacedInputStream(new ByteArrayInputStream(new byte[10_000]), PACE, now::get);

    private int readAfter(int seconds, int bytes) throws IOException {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return in.readNBytes(bytes).length;
    }

    @Test
    void nothingIsAskedAtFirst() throws IOException {
        assertThat(readAfter(10, 1)).isEqualTo(1);
    }

    @Test
    void whoKeepsThePaceMayTakeLong() throws IOException {
        assertThat(readAfter(11, 1_100)).isEqualTo(1_100);
        assertThat(readAfter(50, 5_000)).isEqualTo(5_000);
    }

    @Test
    void whoFallsBehindIsCutOff() throws IOException {
        assertThat(readAfter(5, 900)).isEqualTo(900);
        assertThatThrownBy(() -> readAfter(6, 100))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains(CommandRefusal.SLOW_CLIENT.tag()));
    }
}
