package io.nodepulse.access.account;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.decide.Boundary;
import io.nodepulse.events.decide.Known;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.Knowledge;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The accounts by their events. They are kept in memory, and before each use one short read asks
 * Valkey whether any instance has written an account event since: so who was removed is refused at
 * once, everywhere. Thread-safe.
 */
public final class AccountBook implements Boundary<AccountCommand, Accounts> {

    private static final EventCriteria ACCOUNTS = EventCriteria.havingTags(EventTypes.ACCOUNT);

    private static final Known<Accounts> NOTHING = Known.nothing(Accounts.NONE);

    private final ValkeyEventStore store;
    private final EventStorageEngine engine;
    private final ReentrantLock reading = new ReentrantLock();
    private final Executor asking;
    private volatile Known<Accounts> known = NOTHING;

    /**
     * @param asking where to wait for Valkey on behalf of commands, which may be decided by the
     *     very thread that brings its answers
     */
    public AccountBook(ValkeyEventStore store, Executor asking) {
        this.store = store;
        this.asking = asking;
        this.engine = store.engine(EventTypes.ACCOUNT_SHARD);
    }

    /**
     * The accounts with every change that was acknowledged before this call.
     *
     * @throws io.nodepulse.events.store.valkey.EventStoreUnavailableException if Valkey does not
     *     answer
     */
    public Accounts current() {
        return upToDate().state();
    }

    private Known<Accounts> upToDate() {
        Known<Accounts> before = known;
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

    private Known<Accounts> catchUp(Known<Accounts> seen, boolean fromTheStart) {
        reading.lock();
        try {
            if (fromTheStart && known == seen) {
                known = NOTHING;
            }
            known =
                    engine.source(
                                    SourcingCondition.conditionFor(
                                            known.asOf().position(), ACCOUNTS),
                                    null)
                            .reduce(
                                    known,
                                    (before, entry) -> before.after(entry, AccountBook::evolve))
                            .join();
            return known;
        } finally {
            reading.unlock();
        }
    }

    private static Accounts evolve(Accounts accounts, Object event) {
        return accounts.evolve((AccountEvent) event);
    }

    @Override
    public EventCriteria events(AccountCommand command) {
        return ACCOUNTS;
    }

    @Override
    public EventStorageEngine engine(AccountCommand command) {
        return engine;
    }

    @Override
    public CompletableFuture<Known<Accounts>> find(AccountCommand command) {
        return CompletableFuture.supplyAsync(this::upToDate, asking);
    }

    /** Nothing to do: {@link #find} asks the store each time. */
    @Override
    public void forget(AccountCommand command) {}
}
