package io.nodepulse.projections.stream;

import io.nodepulse.events.Sampled;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.projections.readmodel.StaleStateException;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps one event that cannot be projected from stopping its shard. When a batch fails for what is
 * in it, each scrape is tried alone, behind a savepoint; those that fail alone too are set aside
 * with the reason, and the rest is projected. A lost peer is no such failure. Used by one thread.
 */
final class PoisonGuard implements Projector {

    /** Where events go that cannot be projected. */
    @FunctionalInterface
    interface Aside {
        void put(EventId event, String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(PoisonGuard.class);

    private final Projector projector;
    private final TransactionTemplate savepoint;
    private final Aside aside;

    PoisonGuard(Projector projector, PlatformTransactionManager transactions, Aside aside) {
        this.projector = projector;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.aside = aside;
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return projector.supportedEvents();
    }

    @Override
    public void forget() {
        projector.forget();
    }

    @Override
    public Runnable project(List<EventMessage> events) {
        try {
            return attempt(events);
        } catch (RuntimeException e) {
            if (!isPoison(e)) {
                throw e;
            }
            return attempt(withoutPoison(events));
        }
    }

    private Runnable attempt(List<EventMessage> events) {
        return Objects.requireNonNull(savepoint.execute(status -> projector.project(events)));
    }

    private List<EventMessage> withoutPoison(List<EventMessage> events) {
        List<EventMessage> sound = new ArrayList<>();
        for (EventMessage event : events) {
            try {
                rehearse(event);
                sound.add(event);
            } catch (RuntimeException e) {
                if (!isPoison(e) || !(event.payload() instanceof Sampled)) {
                    throw e;
                }
                EventId id = EventId.parse(event.identifier());
                log.warn("{} cannot be projected, and is set aside", id, e);
                aside.put(id, e.toString());
            }
        }
        return sound;
    }

    /** Projects, and takes all of it back. */
    private void rehearse(EventMessage event) {
        savepoint.executeWithoutResult(
                status -> {
                    projector.project(List.of(event));
                    status.setRollbackOnly();
                });
    }

    private static boolean isPoison(RuntimeException error) {
        return switch (error) {
            case DuplicateKeyException _ -> false;
            case DataIntegrityViolationException _ -> true;
            case DataAccessException _, TransactionException _ -> false;
            case StaleStateException _, EventStoreUnavailableException _ -> false;
            case IllegalStateException _ -> false;
            default -> true;
        };
    }
}
