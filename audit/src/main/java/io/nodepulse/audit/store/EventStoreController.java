package io.nodepulse.audit.store;

import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.events.store.ShardFigures;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code GET /api/event-store}: how much there is, since when, and what proves it. */
@RestController
public final class EventStoreController {

    /** The whole store; {@code events} counts those that are there, retired ones not. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Figures(
            long events,
            long bytes,
            @Nullable Instant oldest,
            long sealedEvents,
            long deadLetters,
            @Nullable Instant verifiedAt,
            @Nullable Boolean verified,
            long retentionSeconds,
            List<ShardRow> shards) {}

    /** One shard. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ShardRow(
            int shard,
            long head,
            long trimmed,
            long sealed,
            long entries,
            long bytes,
            long deadLetters) {}

    private final ValkeyEventStore store;
    private final SealVerification verification;
    private final StoreCareSettings settings;

    public EventStoreController(
            ValkeyEventStore store, SealVerification verification, StoreCareSettings settings) {
        this.store = store;
        this.verification = verification;
        this.settings = settings;
    }

    @GetMapping("/api/event-store")
    Figures figures() {
        List<ShardFigures> shards =
                IntStream.range(0, store.shards()).mapToObj(store::figures).toList();
        Optional<SealVerification.Outcome> last = verification.last();
        return new Figures(
                shards.stream().mapToLong(shard -> shard.head() - shard.trimmed()).sum(),
                shards.stream().mapToLong(ShardFigures::bytes).sum(),
                shards.stream()
                        .flatMap(shard -> shard.oldestScrapeAt().stream())
                        .min(Instant::compareTo)
                        .orElse(null),
                shards.stream().mapToLong(shard -> shard.sealed() - shard.trimmed()).sum(),
                shards.stream().mapToLong(ShardFigures::deadLetters).sum(),
                last.map(SealVerification.Outcome::at).orElse(null),
                last.map(SealVerification.Outcome::intact).orElse(null),
                settings.retention().toSeconds(),
                shards.stream().map(EventStoreController::row).toList());
    }

    private static ShardRow row(ShardFigures shard) {
        return new ShardRow(
                shard.shard(),
                shard.head(),
                shard.trimmed(),
                shard.sealed(),
                shard.entries(),
                shard.bytes(),
                shard.deadLetters());
    }
}
