package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A long restore is heard of, and a short one says nothing. */
class RestoreProgressTest {

    private final StringWriter said = new StringWriter();
    private final AtomicLong clock = new AtomicLong(-3);
    private final RestoreProgress progress = new RestoreProgress(new PrintWriter(said), clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void saysALineEveryFewSeconds() {
        progress.at(0, "compared", 1);
        pass(Duration.ofMillis(4_999));
        progress.at(0, "compared", 2);
        assertThat(said.toString()).isEmpty();

        pass(Duration.ofMillis(1));
        progress.at(0, "compared", 1_234);
        progress.at(0, "compared", 1_235);
        pass(Duration.ofSeconds(9));
        progress.at(1, "read", 7);

        assertThat(said.toString().lines())
                .containsExactly(
                        "shard 0: compared up to event 1,234 …", "shard 1: read up to event 7 …");
    }
}
