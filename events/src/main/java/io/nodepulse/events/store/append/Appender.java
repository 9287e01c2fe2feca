package io.nodepulse.events.store.append;

import io.nodepulse.events.Sampled;
import io.nodepulse.events.store.entry.ScrapeEncoder;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.ProcessScrape;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Turns the events of one append into one atomic call. Thread-safe. */
public final class Appender {

    private final AppendRequests requests;
    private final AppendPipeline pipeline;
    private final ScrapeEncoder encoder = new ScrapeEncoder();

    public Appender(ShardKeys keys, AppendPipeline pipeline) {
        this.requests = new AppendRequests(keys);
        this.pipeline = pipeline;
    }

    /** How many appends wait for a call that is under way. */
    public int waiting() {
        return pipeline.waiting();
    }

    /**
     * Appends, if the condition holds.
     *
     * @return how much there is up to the last event; fails with {@link
     *     AppendEventsTransactionRejectedException}, {@link DuplicateScrapeException} or {@link
     *     EventStoreUnavailableException}
     */
    public CompletableFuture<ShardMarker> append(AppendCondition condition, Entry entry) {
        return switch (entry) {
            case Entry.Processes processes -> appendScrape(condition, entry, processes.scrape());
            case Entry.Figures figures -> {
                AppendRequest request =
                        requests.scrape(condition, entry, EntryFormat.encode(entry), null);
                yield submit(condition, request, figures.sample());
            }
            case Entry.Events events -> {
                AppendRequest request =
                        requests.events(condition, events, EntryFormat.encode(entry));
                yield submit(condition, request, null);
            }
        };
    }

    private CompletableFuture<ShardMarker> appendScrape(
            AppendCondition condition, Entry entry, ProcessScrape scrape) {
        ScrapeEncoder.Encoded encoded = encoder.encode(scrape);
        return sendScrape(condition, entry, scrape, encoded)
                .thenCompose(
                        reply -> {
                            if (reply.outcome() != AppendReply.Outcome.NO_KEYFRAME) {
                                return CompletableFuture.completedFuture(reply);
                            }
                            encoder.lostKeyframe(scrape);
                            return sendScrape(
                                    condition, entry, scrape, encoder.encodeKeyframe(scrape));
                        })
                .thenApply(reply -> outcome(condition, reply, scrape));
    }

    private CompletableFuture<AppendReply> sendScrape(
            AppendCondition condition,
            Entry entry,
            ProcessScrape scrape,
            ScrapeEncoder.Encoded encoded) {
        AppendRequest request =
                requests.scrape(condition, entry, encoded.bytes(), encoded.keyframe());
        return pipeline.submit(request)
                .thenApply(
                        reply -> {
                            if (reply.outcome() == AppendReply.Outcome.APPENDED
                                    && encoded.keyframe() == null) {
                                encoder.storedKeyframe(scrape, reply.value(), reply.epoch());
                            }
                            return reply;
                        });
    }

    private CompletableFuture<ShardMarker> submit(
            AppendCondition condition, AppendRequest request, @Nullable Sampled sample) {
        return pipeline.submit(request).thenApply(reply -> outcome(condition, reply, sample));
    }

    private static ShardMarker outcome(
            AppendCondition condition, AppendReply reply, @Nullable Sampled sample) {
        if (reply.outcome() == AppendReply.Outcome.APPENDED) {
            return new ShardMarker(reply.value(), reply.epoch());
        } else if (reply.outcome() == AppendReply.Outcome.REJECTED) {
            throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                    condition.consistencyMarker());
        } else if (reply.outcome() == AppendReply.Outcome.DUPLICATE && sample != null) {
            throw new DuplicateScrapeException(
                    sample.serverId(),
                    sample.exporter(),
                    sample.sampledAt(),
                    Instant.ofEpochMilli(reply.value()));
        }
        throw new EventStoreUnavailableException(
                "the append function answered %s; Valkey's log has more".formatted(reply));
    }
}
