package io.nodepulse.access.account;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.decide.Boundary;
import io.nodepulse.events.decide.Followed;
import io.nodepulse.events.decide.Known;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The accounts by their events, as of each use: so who was removed is refused at once, everywhere.
 * Thread-safe.
 */
public final class AccountBook implements Boundary<AccountCommand, Accounts> {

    private final Followed<Accounts> accounts;
    private final Executor asking;

    /**
     * @param asking where to wait for Valkey on behalf of commands, which may be decided by the
     *     very thread that brings its answers
     */
    public AccountBook(ValkeyEventStore store, Executor asking) {
        this.asking = asking;
        this.accounts =
                new Followed<>(
                        store,
                        EventTypes.ACCOUNT_SHARD,
                        EventTypes.ACCOUNT,
                        () -> Accounts.NONE,
                        AccountBook::after,
                        // Whoever is known by their name is erased under their number.
                        new Followed.Rereading(
                                event -> event.payload() instanceof PersonErased,
                                store.persons()::forgetFound));
    }

    private static Accounts after(Accounts known, EventMessage event) {
        return known.evolve(
                (AccountEvent) requireNonNull(event.payload()),
                Actor.of(event.metadata()).map(Actor::name).orElse(null));
    }

    /**
     * The accounts with every change that was acknowledged before this call.
     *
     * @throws io.nodepulse.events.store.valkey.EventStoreUnavailableException if Valkey does not
     *     answer
     */
    public Accounts current() {
        return accounts.upToDate().state();
    }

    @Override
    public EventCriteria events(AccountCommand command) {
        return accounts.events();
    }

    @Override
    public EventStorageEngine engine(AccountCommand command) {
        return accounts.engine();
    }

    @Override
    public CompletableFuture<Known<Accounts>> find(AccountCommand command) {
        return CompletableFuture.supplyAsync(accounts::upToDate, asking);
    }

    /** Nothing to do: {@link #find} asks the store each time. */
    @Override
    public void forget(AccountCommand command) {}
}
