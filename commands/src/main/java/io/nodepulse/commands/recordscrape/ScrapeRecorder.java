package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.decide.Failures;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.store.append.DuplicateScrapeException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Records the scrapes of one push: those of one exporter one after the other, the exporters beside
 * each other. A scrape is sent only when the one before it is on disk. Were it sent earlier and the
 * one before failed, the agent's retry of that one would be taken for a duplicate, and it would be
 * lost. Thread-safe.
 */
final class ScrapeRecorder {

    private static final CompletableFuture<Recorded> NOTHING =
            CompletableFuture.completedFuture(Recorded.NOTHING);

    private final Decider<ServerCommand, ServerLife> commands;
    private final LargestStore largest;
    private final IngestMetrics metrics;

    ScrapeRecorder(
            Decider<ServerCommand, ServerLife> commands,
            LargestStore largest,
            IngestMetrics metrics) {
        this.commands = commands;
        this.largest = largest;
        this.metrics = metrics;
    }

    /**
     * Completes when all scrapes are on disk, or fails with the first error. Lists of processes
     * come first, so that a push of which one is not kept is sent again.
     */
    CompletableFuture<Recorded> record(Push push, Payload payload) {
        return largest.keep(push.serverId(), payload.largest())
                .thenCompose(done -> recordScrapes(push, payload));
    }

    private CompletableFuture<Recorded> recordScrapes(Push push, Payload payload) {
        return payload.scrapes().values().stream()
                .map(scrapes -> inOrder(push, scrapes))
                .reduce(NOTHING, (one, other) -> one.thenCombine(other, Recorded::plus));
    }

    private CompletableFuture<Recorded> inOrder(Push push, List<Sampled> scrapes) {
        CompletableFuture<Recorded> all = NOTHING;
        for (Sampled scrape : scrapes) {
            RecordScrape command = new RecordScrape(push, scrape);
            all = all.thenCompose(before -> record(command).thenApply(before::plus));
        }
        return all;
    }

    private CompletableFuture<Recorded> record(RecordScrape command) {
        int samples = command.scrape().size();
        return metrics.timeAppend(() -> commands.send(command))
                .handle((done, failure) -> outcome(samples, failure))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Recorded> outcome(int samples, @Nullable Throwable failure) {
        Recorded recorded;
        if (failure == null) {
            recorded = new Recorded(samples, 0);
        } else if (Failures.causeOf(failure) instanceof DuplicateScrapeException) {
            recorded = new Recorded(0, samples);
        } else {
            return CompletableFuture.failedFuture(failure);
        }
        metrics.count(recorded);
        return CompletableFuture.completedFuture(recorded);
    }
}
