package io.nodepulse.query.readmodel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

import java.time.Duration;

/**
 * Times each statement, from its start until its rows are read, as {@code nodepulse.query.read}.
 */
public final class TimedReads implements ExecuteListenerProvider {

    private final Timer timer;

    public TimedReads(MeterRegistry meters) {
        timer =
                Timer.builder("nodepulse.query.read")
                        .description("Statements against the read model")
                        .serviceLevelObjectives(
                                Duration.ofNanos(500_000),
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1))
                        .register(meters);
    }

    /** One per statement. */
    @Override
    public ExecuteListener provide() {
        Timer.Sample sample = Timer.start();
        return new ExecuteListener() {

            @Override
            public void end(ExecuteContext context) {
                sample.stop(timer);
            }
        };
    }
}
