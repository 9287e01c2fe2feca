package io.nodepulse.audit.checkpoint;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.audit.export.AskedHistory;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.HistoryItem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code GET /api/audit/proof}: that the scrape of a server at or before a time was signed, with
 * all that it takes to check that offline. Of one that was erased its hash is proven, by the number
 * of one of its events.
 */
@RestController
public record ProofController(ValkeyEventStore store, Notary notary, Optional<Segments> segments) {

    /** How far back the scrape is looked for: near first, as every sample on the way is read. */
    private static final List<Duration> BACK =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(6),
                    Duration.ofDays(30));

    /** One that is none is not found, as one that nobody has. */
    private static final Kind<String> SERVER_ID = Kind.TEXT.allowing("the id of a server");

    private static final Kind<Long> SEQUENCE =
            Kind.wholeNumber(1, Long.MAX_VALUE, "the number of an event that was erased");

    @GetMapping("/api/audit/proof")
    @Takes({"server_id", "at", "exporter", "sequence"})
    ResponseEntity<String> proof(Parameters parameters, VisibleServers visible) {
        String id = parameters.required("server_id", SERVER_ID);
        UUID serverId = AskedHistory.serverId(id);
        AskedHistory.requireKnown(serverId, store.history(), visible);
        Optional<Long> erased = parameters.optional("sequence", SEQUENCE);
        String proof =
                erased.isPresent()
                        ? proofOfErased(serverId, erased.get())
                        : proof(
                                scrape(
                                        serverId,
                                        AskedHistory.exporter(parameters),
                                        parameters.required("at", Kind.TIME)));
        return ResponseEntity.ok().contentType(CheckpointController.TEXT).body(proof);
    }

    private String proofOfErased(UUID serverId, long sequence) {
        try {
            return segments.flatMap(
                            kept ->
                                    kept.inclusionOfErased(
                                            store.shardOf(serverId), sequence, serverId))
                    .map(InclusionProof::toString)
                    .orElseThrow(
                            () ->
                                    notFound(
                                            "no erased scrape of server %s has event %d: name a time (at)"
                                                    .formatted(serverId, sequence)));
        } catch (NotaryException e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
    }

    private static Refused notFound(String why) {
        return Refused.of(HttpStatus.NOT_FOUND, why);
    }

    private String proof(HistoryItem scrape) {
        try {
            if (notary.signed(scrape.shard()) < scrape.sequence()) {
                notary.seal(scrape.shard());
            }
            return inSegment(scrape)
                    .orElseGet(() -> notary.proofs(scrape.shard()).inclusion(scrape.sequence()))
                    .toString();
        } catch (NotaryException e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing where the event store itself has it. */
    private Optional<InclusionProof> inSegment(HistoryItem scrape) {
        return scrape.sequence() > store.shard(scrape.shard()).trimmed()
                ? Optional.empty()
                : segments.flatMap(kept -> kept.inclusion(scrape.shard(), scrape.sequence()));
    }

    private HistoryItem scrape(UUID serverId, Exporter exporter, Instant at) {
        Optional<HistoryItem> last = Optional.empty();
        for (Duration back : BACK) {
            Iterator<HistoryItem> items =
                    store.history().samples(serverId, exporter, at.minus(back), at, 0);
            while (items.hasNext()) {
                last = Optional.of(items.next());
            }
            if (last.isPresent() && !(last.get() instanceof HistoryItem.Erased)) {
                return last.get();
            }
        }
        throw last.map(ProofController::erased)
                .orElseGet(
                        () ->
                                notFound(
                                        "there is no scrape of server %s in the %d days up to %s"
                                                .formatted(serverId, BACK.getLast().toDays(), at)));
    }

    private static Refused erased(HistoryItem item) {
        return Refused.of(
                HttpStatus.GONE,
                "what was sampled there was %s; sequence=N in place of at proves by its hash the scrape that had event N"
                        .formatted(
                                item instanceof HistoryItem.Erased erased
                                        ? erased.erasure()
                                        : "erased"));
    }
}
