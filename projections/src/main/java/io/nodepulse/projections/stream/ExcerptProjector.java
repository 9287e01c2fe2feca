package io.nodepulse.projections.stream;

import io.nodepulse.events.Sampled;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.List;
import java.util.Set;

/**
 * Hands on what an excerpt takes. Facts always are: what erases a server's history stands behind
 * it.
 */
record ExcerptProjector(Projector projector, Excerpt excerpt) implements Projector {

    @Override
    public Set<QualifiedName> supportedEvents() {
        return projector.supportedEvents();
    }

    @Override
    public Runnable project(List<EventMessage> events) {
        return projector.project(events.stream().filter(this::isTaken).toList());
    }

    private boolean isTaken(EventMessage event) {
        return !(event.payload() instanceof Sampled scrape)
                || excerpt.takes(scrape.serverId(), scrape.sampledAt());
    }

    @Override
    public void forget() {
        excerpt.forget();
        projector.forget();
    }
}
