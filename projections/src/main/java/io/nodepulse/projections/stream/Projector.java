package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.List;
import java.util.Set;

/** What turns batches of events of one shard into rows. Used by one thread at a time. */
public interface Projector {

    /** The event types it wants to see. */
    Set<QualifiedName> supportedEvents();

    /**
     * Writes the rows of a batch, in the transaction that also stores the tracking token.
     *
     * @param events in stream order; the process samples of one scrape are one message, whose
     *     payload is a {@link io.nodepulse.events.wire.ProcessScrape}
     * @return what to do once that transaction has committed
     */
    Runnable project(List<EventMessage> events);

    /** A transaction did not commit, or may not have: whatever is remembered of it is in doubt. */
    void forget();
}
