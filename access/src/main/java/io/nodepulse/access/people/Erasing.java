package io.nodepulse.access.people;

import static java.util.stream.Collectors.toSet;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.PersonTraces;
import io.nodepulse.events.store.person.PersonKeys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Erases what is written of somebody: their keys are found, an event says that they are erased, and
 * then they are destroyed, with what Valkey keeps of their sessions. Whatever ends it in between,
 * the audit's rounds destroy what an event says is erased. Thread-safe.
 */
public record Erasing(
        AccountBook book,
        AdminCalls<AccountCommand> calls,
        ValkeyEventStore store,
        Sessions sessions,
        GuestIssuers guests) {

    private static final Logger log = LoggerFactory.getLogger(Erasing.class);

    /**
     * What was erased.
     *
     * @param numbers that stand in the place of the name from now on
     * @param inTheClear whether the name stands in older events, too, which were written before
     *     names were sealed and stay as they are
     */
    public record Erased(Set<String> numbers, boolean inTheClear) {}

    /**
     * Returns when the keys are gone.
     *
     * @param who as {@link Actor#name}
     * @throws Refused if there is nothing to erase, or keys cannot be read
     */
    public Erased erase(String who, Caller caller) {
        if (!store.persons().areSealed()) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "names are in the clear here, as nodepulse.persons.key-file is not set:"
                            + " nothing can be erased");
        }
        try {
            return eraseSealed(who, caller);
        } catch (KeyFileException e) {
            log.error("a person was not erased: {}", e.getMessage());
            throw Refused.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the keys of persons cannot be read at the moment; the log says why");
        }
    }

    private Erased eraseSealed(String who, Caller caller) {
        PersonKeys keys = store.persons();
        PersonTraces traces = store.history().tracesOf(who);
        Accounts accounts = book.current();
        String name = who.substring(Actor.nameAt(who));
        Set<String> numbers =
                PersonLabel.unreadableNumber(name)
                        .map(Set::of)
                        .orElseGet(() -> numbersOf(who, accounts));
        if (numbers.isEmpty() && traces.inTheClear()) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "all that is written of %s is from before names were sealed, and stays"
                            .formatted(name));
        }
        Set<String> ofTokens =
                keys.numbersOf(
                        traces.tokens().stream()
                                .filter(outlived(who, accounts).negate())
                                .map(Actor::token)
                                .collect(toSet()));
        calls.send(
                new ErasePerson(
                        who, numbers, traces.inTheClear() ? name : null, ofTokens, calls.now()),
                caller);
        Set<String> all = new TreeSet<>(numbers);
        all.addAll(ofTokens);
        keys.destroy(all);
        sessions.of(who).forEach(sessions::end);
        guests.forget(who);
        return new Erased(new TreeSet<>(numbers), traces.inTheClear());
    }

    /** Somebody who is there gets a number where they have none, for their removal to name. */
    private Set<String> numbersOf(String who, Accounts accounts) {
        boolean isThere =
                who.startsWith(Actor.PERSON)
                        && accounts.person(who.substring(Actor.PERSON.length())).isPresent();
        if (isThere) {
            store.persons().of(who);
        }
        return store.persons().numbersOf(Set.of(who));
    }

    /** Tokens that somebody else answers for by now. */
    private static Predicate<UUID> outlived(String who, Accounts accounts) {
        Set<UUID> others =
                accounts.tokens().stream()
                        .filter(token -> !who.equals(accounts.rootOf(token).issuer()))
                        .map(ApiToken::id)
                        .collect(toSet());
        return others::contains;
    }
}
