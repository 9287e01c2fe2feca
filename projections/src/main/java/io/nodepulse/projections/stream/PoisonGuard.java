package io.nodepulse.projections.stream;

import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.projections.readmodel.StaleStateException;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
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
 * in it, each append is tried alone, behind a savepoint; those that fail alone too are set aside
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
        for (List<EventMessage> append : appends(events)) {
            try {
                rehearse(append);
                sound.addAll(append);
            } catch (RuntimeException e) {
                if (!isPoison(e) || !(append.getFirst().payload() instanceof SampleEvent)) {
                    throw e;
                }
                EventId id = EventId.parse(append.getFirst().identifier());
                log.warn("{} cannot be projected, and is set aside", id, e);
                aside.put(id, e.toString());
            }
        }
        return sound;
    }

    /** Projects, and takes all of it back. */
    private void rehearse(List<EventMessage> append) {
        savepoint.executeWithoutResult(
                status -> {
                    projector.project(append);
                    status.setRollbackOnly();
                });
    }

    /** The samples of one scrape were appended together, and stand together. */
    private static List<List<EventMessage>> appends(List<EventMessage> events) {
        List<List<EventMessage>> appends = new ArrayList<>();
        @Nullable Object last = null;
        for (EventMessage event : events) {
            Object append = appendOf(event);
            if (!append.equals(last)) {
                appends.add(new ArrayList<>());
                last = append;
            }
            appends.getLast().add(event);
        }
        return appends;
    }

    private static Object appendOf(EventMessage event) {
        return event.payload() instanceof SampleEvent sample
                ? List.of(sample.serverId(), sample.sampledAt(), sample.getClass())
                : event.identifier();
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
