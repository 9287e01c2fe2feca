package io.nodepulse.commands.recordscrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.payload.Rejection;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What came in and what became of it. Refused requests are counted where they are answered. */
final class IngestMetrics {

    private static final String SAMPLES = "nodepulse.ingest.samples";
    private static final String BYTES = "nodepulse.ingest.bytes";
    private static final String UNKNOWN = "nodepulse.ingest.unknown";
    private static final String MENDED = "nodepulse.ingest.mended";

    private final MeterRegistry registry;
    private final Counter pushes;
    private final Counter receivedBytes;
    private final Counter inflatedBytes;
    private final Counter accepted;
    private final Counter duplicates;
    private final Map<Rejection.Reason, Counter> rejected = new EnumMap<>(Rejection.Reason.class);
    private final Counter unknownFields;
    private final Counter unknownExporters;
    private final Counter mendedNames;
    private final Counter mendedBytes;
    private final Timer append;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        pushes = registry.counter("nodepulse.ingest.pushes");
        receivedBytes = registry.counter(BYTES, "stage", "received");
        inflatedBytes = registry.counter(BYTES, "stage", "inflated");
        accepted = registry.counter(SAMPLES, "outcome", "accepted");
        duplicates = registry.counter(SAMPLES, "outcome", "duplicate");
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            rejected.put(
                    reason, registry.counter("nodepulse.ingest.rejected", "reason", reason.tag()));
        }
        unknownFields = registry.counter(UNKNOWN, "kind", "field");
        unknownExporters = registry.counter(UNKNOWN, "kind", "exporter");
        mendedNames = registry.counter(MENDED, "kind", "name");
        mendedBytes = registry.counter(MENDED, "kind", "byte");
        append =
                Timer.builder("nodepulse.ingest.append")
                        .description("One scrape, from its command to its being on disk")
                        .publishPercentileHistogram()
                        .register(registry);
    }

    /** Shows how much of the memory for pushes that are read is in use. */
    void watch(ReadBudget budget) {
        Gauge.builder("nodepulse.ingest.held", budget, ReadBudget::held)
                .baseUnit("bytes")
                .description("Unpacked text that is held as samples")
                .register(registry);
        Gauge.builder("nodepulse.ingest.held.limit", budget, ReadBudget::limit)
                .baseUnit("bytes")
                .description("How much of it may be held, read-budget")
                .register(registry);
    }

    /** A request was read to its end or to its error. */
    void countBytes(long received, long inflated) {
        receivedBytes.increment(received);
        inflatedBytes.increment(inflated);
    }

    /** A body was understood. */
    void count(Payload payload) {
        pushes.increment();
        unknownFields.increment(payload.unknownFields());
        unknownExporters.increment(payload.unknownExporters());
        mendedNames.increment(payload.mendedNames());
        mendedBytes.increment(payload.mendedBytes());
        for (Rejection rejection : payload.rejections()) {
            counterOf(rejection.reason()).increment(rejection.samples());
        }
    }

    private Counter counterOf(Rejection.Reason reason) {
        Counter counter = rejected.get(reason);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return counter;
    }

    /** Scrapes reached the store. */
    void count(Recorded recorded) {
        accepted.increment(recorded.accepted());
        duplicates.increment(recorded.duplicates());
    }

    /** Times an append until it completes, either way. */
    CompletableFuture<Void> timeAppend(Supplier<CompletableFuture<Void>> appending) {
        Timer.Sample sample = Timer.start();
        return appending.get().whenComplete((done, failure) -> sample.stop(append));
    }
}
