package io.nodepulse.projections.rebuild;

import io.nodepulse.events.EventTypes;
import io.nodepulse.projections.stream.Excerpt;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The events that a part is made of. Of a range those, too, that its first rows follow from, and
 * those that close its last buckets. Used by one thread.
 */
final class RebuildExcerpt implements Excerpt {

    /**
     * An hour of CPU, and the gap that is none, are looked back on; names of a day from its begin.
     */
    private static final Duration LOOK_BACK = Duration.ofHours(2);

    /** Nothing closes sooner after it was seen to be open. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final List<UUID> servers;
    private final @Nullable Instant since;
    private final @Nullable Instant until;
    private final ServerStandings rebuilt;
    private final Set<UUID> closed = new HashSet<>();
    private final Map<UUID, Instant> openUntil = new HashMap<>();

    /**
     * @param servers all where it is empty
     * @param range whole buckets; null for all time
     */
    RebuildExcerpt(List<UUID> servers, @Nullable RebuiltRange range, ServerStandings rebuilt) {
        this.servers = servers;
        this.since =
                range == null ? null : range.from().minus(LOOK_BACK).truncatedTo(ChronoUnit.DAYS);
        this.until = range == null ? null : range.to();
        this.rebuilt = rebuilt;
    }

    @Override
    public EventCriteria of(Set<QualifiedName> types) {
        return servers.isEmpty()
                ? Excerpt.super.of(types)
                : EventCriteria.either(
                        servers.stream()
                                .map(UUID::toString)
                                .flatMap(
                                        id ->
                                                Stream.of(
                                                        EventTypes.serverTag(id),
                                                        EventTypes.scrapedTag(id)))
                                .<EventCriteria>map(
                                        tag ->
                                                EventCriteria.havingTags(tag)
                                                        .andBeingOneOfTypes(types))
                                .toList());
    }

    @Override
    public CompletableFuture<TrackingToken> begin(EventStorageEngine engine) {
        return since == null ? engine.firstToken(null) : engine.tokenAt(since, null);
    }

    @Override
    public boolean takes(UUID serverId, Instant sampledAt) {
        return mayTake(serverId, sampledAt, sampledAt);
    }

    @Override
    public boolean mayTake(UUID serverId, Instant first, Instant last) {
        return (since == null || !last.isBefore(since))
                && (until == null || !first.isAfter(until) || isOpen(serverId, until, first));
    }

    private boolean isOpen(UUID server, Instant end, Instant at) {
        if (closed.contains(server)) {
            return false;
        }
        if (at.isBefore(openUntil.getOrDefault(server, Instant.MIN))) {
            return true;
        }
        if (rebuilt.of(server).isPast(end)) {
            closed.add(server);
            return false;
        }
        openUntil.put(server, at.plus(BETWEEN_LOOKS));
        return true;
    }

    @Override
    public void forget() {
        closed.clear();
        openUntil.clear();
    }
}
