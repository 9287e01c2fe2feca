package io.nodepulse.audit.store;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.events.store.Shard;
import io.nodepulse.events.store.ShardFigures;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code GET /api/event-store}: how much there is, since when, and what proves it. */
@RestController
public record EventStoreController(
        ValkeyEventStore store,
        Optional<Notary> notary,
        Optional<Segments> segments,
        SealVerification verification,
        MaintenanceSettings settings,
        StoreMaintenance maintenance) {

    private static final Logger log = LoggerFactory.getLogger(EventStoreController.class);

    /**
     * The whole store; {@code events} counts those that can be had, in Valkey or in segments,
     * {@code bytes} are Valkey's memory, and scrapes stay there for {@code hotSeconds}.
     *
     * @param roomSeconds for how long Valkey takes what comes of late if nothing is removed; null
     *     where nothing bounds its memory, or too little is known
     */
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
            long hotSeconds,
            @Nullable Long roomSeconds,
            List<ShardRow> shards) {}

    /**
     * One shard; {@code stopped} says why it is not signed, where it is not; {@code segments} is
     * null where none are made.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record ShardRow(
            int shard,
            long head,
            long trimmed,
            long gone,
            long sealed,
            long entries,
            long bytes,
            long deadLetters,
            List<LostRow> lost,
            @Nullable String stopped,
            @Nullable SegmentsRow segments) {

        /** Events that can be had, as far as they are signed. */
        long events(long through) {
            return between(gone, through);
        }

        /** Events that Valkey has, what is kept there for ever not among them. */
        long inValkey() {
            return between(trimmed, head);
        }

        private long between(long after, long through) {
            return Math.max(0, through - after - unusedBetween(after, through));
        }

        private long unusedBetween(long after, long through) {
            return lost.stream()
                    .mapToLong(
                            range ->
                                    Math.min(range.last() - range.givenAgain(), through)
                                            - Math.max(range.first() - 1, after))
                    .filter(count -> count > 0)
                    .sum();
        }
    }

    /**
     * Events that were acknowledged and that the shard lost before that epoch began.
     *
     * @param givenAgain how many of these numbers, the highest, stand for other events now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record LostRow(long first, long last, long givenAgain, String epoch, Instant at) {}

    /**
     * Files with closed ranges of the shard's history.
     *
     * @param place where they are kept: a folder, or {@code s3://BUCKET/PREFIX}
     * @param through sequence up to which nothing is in Valkey alone
     * @param oldest time of the oldest scrape in one
     * @param newest time of the newest scrape in one
     * @param waiting how many are in the folder alone and have to be in the bucket
     * @param defects how many are not in the bucket as they were, for good
     * @param stopped why none are made or brought to the bucket, or which one is a defect, where so
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record SegmentsRow(
            String place,
            int files,
            long bytes,
            long events,
            long through,
            @Nullable Instant oldest,
            @Nullable Instant newest,
            int waiting,
            int defects,
            @Nullable String stopped) {

        static SegmentsRow of(Segments segments, int shard) {
            Segments.Figures figures = segments.figures(shard);
            return new SegmentsRow(
                    segments.place(),
                    figures.files(),
                    figures.bytes(),
                    figures.events(),
                    figures.through(),
                    figures.oldest(),
                    figures.newest(),
                    figures.waiting(),
                    segments.defects(shard),
                    segments.stopped(shard).orElse(null));
        }
    }

    @GetMapping("/api/event-store")
    Figures figures() {
        List<ShardFigures> shards =
                IntStream.range(0, store.shards())
                        .mapToObj(store::shard)
                        .map(Shard::figures)
                        .toList();
        List<ShardRow> rows = shards.stream().map(this::row).toList();
        Optional<SealVerification.Outcome> last = verification.last();
        long events = rows.stream().mapToLong(shard -> shard.events(shard.head())).sum();
        long hot = rows.stream().mapToLong(ShardRow::inValkey).sum();
        long bytes = shards.stream().mapToLong(ShardFigures::bytes).sum();
        return new Figures(
                events,
                bytes,
                shards.stream()
                        .flatMap(shard -> shard.oldestScrapeAt().stream())
                        .min(Instant::compareTo)
                        .orElse(null),
                rows.stream().mapToLong(shard -> shard.events(shard.sealed())).sum(),
                shards.stream().mapToLong(ShardFigures::deadLetters).sum(),
                last.map(SealVerification.Outcome::at).orElse(null),
                last.map(SealVerification.Outcome::intact).orElse(null),
                settings.retention().toSeconds(),
                settings.inValkey().toSeconds(),
                hot == 0 ? null : roomSeconds((double) bytes / hot),
                rows);
    }

    private @Nullable Long roomSeconds(double bytesPerEvent) {
        try {
            return maintenance
                    .growth()
                    .room(store.memory(), bytesPerEvent)
                    .map(Duration::toSeconds)
                    .orElse(null);
        } catch (RedisException e) {
            // Users of Valkey of an older version may not ask.
            log.warn("Valkey does not say how much memory it has: {}", e.getMessage());
            return null;
        }
    }

    private ShardRow row(ShardFigures shard) {
        return new ShardRow(
                shard.shard(),
                shard.head(),
                shard.trimmed(),
                store.shard(shard.shard()).gone(),
                notary.map(signs -> signs.signed(shard.shard())).orElse(shard.sealed()),
                shard.entries(),
                shard.bytes(),
                shard.deadLetters(),
                store.shard(shard.shard()).epochs().lost().stream()
                        .map(
                                lost ->
                                        new LostRow(
                                                lost.first(),
                                                lost.last(),
                                                lost.last() - lost.unusedThrough(),
                                                lost.epoch().toString(),
                                                lost.at()))
                        .toList(),
                notary.flatMap(
                                signs ->
                                        signs.stopped(shard.shard())
                                                .map(Object::toString)
                                                .or(() -> signs.failure(shard.shard())))
                        .orElse(null),
                segments.map(kept -> SegmentsRow.of(kept, shard.shard())).orElse(null));
    }
}
