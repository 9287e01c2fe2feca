package io.nodepulse.access.web;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is refused: {@code nodepulse.access.refused} by reason. Thread-safe. */
public final class Refusals {

    private static final String REFUSED = "nodepulse.access.refused";

    private final MeterRegistry meters;

    public Refusals(MeterRegistry meters) {
        this.meters = meters;
        for (Refusal refusal : Refusal.values()) {
            meters.counter(REFUSED, "reason", refusal.tag());
        }
    }

    public void count(Refusal refusal) {
        meters.counter(REFUSED, "reason", refusal.tag()).increment();
    }
}
