package io.nodepulse.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Which of many failures the log has. */
class FailureLogTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(FailureLogTest.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos;
    private final FailureLog failures = new FailureLog(meters, () -> nanos);

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
        LOG.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(lines);
        LOG.setAdditive(true);
    }

    private void fail(String call, Throwable failure) {
        failures.write(LOG, Level.ERROR, call, failure);
    }

    private List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private double leftOut() {
        return meters.get("nodepulse.failures.left.out").counter().count();
    }

    private static IllegalStateException here(String detail) {
        return new IllegalStateException(detail);
    }

    @Test
    void theSameFailureIsWrittenOnceAMinuteWithANumber() {
        for (int i = 0; i < 1000; i++) {
            fail("GET /" + i, here("detail " + i));
        }
        assertThat(lines()).containsExactly("GET /0 failed");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
        assertThat(leftOut()).isEqualTo(999);

        nanos += Duration.ofMinutes(1).toNanos();
        fail("GET /later", here("x"));
        fail("GET /and-again", here("x"));
        assertThat(lines())
                .containsExactly(
                        "GET /0 failed", "GET /later failed, and 999 before it in the same way");
    }

    @Test
    void afterAQuietMinuteNothingIsLeftToSay() {
        fail("GET /1", here(""));
        nanos += Duration.ofMinutes(1).toNanos();
        fail("GET /2", here(""));
        nanos += Duration.ofMinutes(5).toNanos();
        fail("GET /3", here(""));

        assertThat(lines()).containsExactly("GET /1 failed", "GET /2 failed", "GET /3 failed");
    }

    @Test
    void whatIsOfAnotherKindOrPlaceIsWritten() {
        fail("a", here(""));
        fail("b", new IllegalStateException("thrown elsewhere"));
        fail("c", new IOException(here("")));
        fail("d", new IOException(new IOException(here(""))));

        assertThat(lines()).as("d is c").containsExactly("a failed", "b failed", "c failed");
    }

    @Test
    void whoFindsEverNewWaysFillsNothing() {
        for (int i = 0; i < 100; i++) {
            Exception failure = new Exception("x");
            failure.setStackTrace(
                    new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", i)});
            fail("GET /" + i, failure);
        }
        assertThat(lines()).hasSize(20);
        assertThat(leftOut()).isEqualTo(80);
    }

    @Test
    void causesMayLeadInACircle() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);

        fail("GET /", one);

        assertThat(lines()).containsExactly("GET / failed");
    }
}
