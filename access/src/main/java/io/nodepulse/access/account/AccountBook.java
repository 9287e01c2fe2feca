package io.nodepulse.access.account;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.Knowledge;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The accounts by their events. They are kept in memory, and before each use one short read asks
 * Valkey whether any instance has written an account event since: so who was removed is refused at
 * once, everywhere. Thread-safe.
 */
public final class AccountBook {

    /** Each lost race means that another instance won one, so more than a few are no accident. */
    private static final int MAX_ATTEMPTS = 5;

    private static final EventCriteria ACCOUNTS = EventCriteria.havingTags(EventTypes.ACCOUNT);

    private final ValkeyEventStore store;
    private final EventStorageEngine engine;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = Known.NOTHING;

    /**
     * What was read, and how far.
     *
     * @param asOf account events beyond it are not in the accounts
     */
    private record Known(Accounts accounts, ConsistencyMarker asOf) {

        static final Known NOTHING = new Known(Accounts.NONE, ConsistencyMarker.ORIGIN);

        Known evolve(MessageStream.Entry<EventMessage> entry) {
            ConsistencyMarker marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
            if (marker != null) {
                return new Known(accounts, marker);
            }
            return entry.message().payload() instanceof AccountEvent event
                    ? new Known(accounts.evolve(event), asOf)
                    : this;
        }
    }

    public AccountBook(ValkeyEventStore store) {
        this.store = store;
        this.engine = store.engine(EventTypes.ACCOUNT_SHARD);
    }

    /**
     * The accounts with every change that was acknowledged before this call.
     *
     * @throws io.nodepulse.events.store.valkey.EventStoreUnavailableException if Valkey does not
     *     answer
     */
    public Accounts current() {
        return upToDate().accounts();
    }

    private Known upToDate() {
        Known before = known;
        Knowledge knowledge =
                store.shard(EventTypes.ACCOUNT_SHARD)
                        .epochs()
                        .knowledgeOf(EventTypes.ACCOUNT, before.asOf());
        return switch (knowledge) {
            case COMPLETE -> before;
            case BEHIND -> catchUp(before, false);
            // The store went back, as after a failover: what was read of it may not be true any
            // more.
            case OF_ANOTHER_HISTORY -> catchUp(before, true);
        };
    }

    private Known catchUp(Known seen, boolean fromTheStart) {
        reading.lock();
        try {
            if (fromTheStart && known == seen) {
                known = Known.NOTHING;
            }
            known =
                    engine.source(
                                    SourcingCondition.conditionFor(
                                            known.asOf().position(), ACCOUNTS),
                                    null)
                            .reduce(known, Known::evolve)
                            .join();
            return known;
        } finally {
            reading.unlock();
        }
    }

    /**
     * Decides on the present accounts and writes down what follows; where somebody else changed
     * them meanwhile, decides again. Returns when it is on disk.
     *
     * @param decision pure; throws where it refuses
     */
    public void change(Function<Accounts, List<AccountEvent>> decision, Actor by) {
        for (int attempt = 1; ; attempt++) {
            Known before = upToDate();
            List<AccountEvent> events = decision.apply(before.accounts());
            AppendCondition nobodyElse =
                    AppendCondition.withCriteria(ACCOUNTS).withMarker(before.asOf());
            try {
                Appends.append(engine, nobodyElse, events, by);
                return;
            } catch (AppendEventsTransactionRejectedException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
