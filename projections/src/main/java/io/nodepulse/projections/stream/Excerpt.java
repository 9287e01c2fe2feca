package io.nodepulse.projections.stream;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What of a shard's events a projection takes. An instance belongs to one processor, and is asked
 * on the thread of its batch, in their transactions.
 */
public interface Excerpt {

    /** All of the types that the projection wants. */
    Excerpt ALL = new Excerpt() {};

    /** Which events of those types. */
    default EventCriteria of(Set<QualifiedName> types) {
        return EventCriteria.havingAnyTag().andBeingOneOfTypes(types);
    }

    /** The token to begin with. */
    default CompletableFuture<TrackingToken> begin(EventStorageEngine engine) {
        return engine.firstToken(null);
    }

    /**
     * Whether a scrape is projected that {@link #of} lets through. Asked once for each, in their
     * order.
     */
    default boolean takes(UUID serverId, Instant sampledAt) {
        return true;
    }

    /** Whether any scrape of that server from {@code first} to {@code last} may be. */
    default boolean mayTake(UUID serverId, Instant first, Instant last) {
        return true;
    }

    /** A batch begins, or begins anew: whatever is remembered of batches is in doubt. */
    default void forget() {}
}
