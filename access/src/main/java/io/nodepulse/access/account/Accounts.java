package io.nodepulse.access.account;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenRevoked;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/** What the account events tell: the people and the API tokens that are not revoked. Immutable. */
public final class Accounts {

    /** Before the first event. */
    public static final Accounts NONE = new Accounts(new TreeMap<>(), new TreeMap<>());

    private final TreeMap<String, Person> people;

    /** By their hash, as they are asked for. */
    private final TreeMap<String, ApiToken> tokens;

    private Accounts(TreeMap<String, Person> people, TreeMap<String, ApiToken> tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    /** The accounts after that event. */
    public Accounts evolve(AccountEvent event) {
        Accounts next = new Accounts(new TreeMap<>(people), new TreeMap<>(tokens));
        next.apply(event);
        return next;
    }

    private void apply(AccountEvent event) {
        switch (event) {
            case PersonAdded added ->
                    people.put(
                            added.name(),
                            new Person(
                                    added.name(), added.role(), added.passwordHash(), added.at()));
            case PersonRoleChanged changed ->
                    people.put(changed.name(), known(changed.name()).withRole(changed.role()));
            case PersonPasswordChanged changed ->
                    people.put(
                            changed.name(),
                            known(changed.name()).withPasswordHash(changed.passwordHash()));
            case PersonRemoved removed -> people.remove(removed.name());
            case ApiTokenIssued issued -> tokens.put(issued.tokenHash(), token(issued));
            case ApiTokenRevoked revoked ->
                    tokens.values().removeIf(token -> token.id().equals(revoked.id()));
        }
    }

    private Person known(String name) {
        return requireNonNull(people.get(name), name);
    }

    private static ApiToken token(ApiTokenIssued issued) {
        return new ApiToken(
                issued.id(),
                issued.name(),
                issued.role(),
                issued.tokenHash(),
                issued.at(),
                issued.expiresAt());
    }

    /** All people, by name. */
    public Collection<Person> people() {
        return Collections.unmodifiableCollection(people.values());
    }

    /** The person of that name. */
    public Optional<Person> person(String name) {
        return Optional.ofNullable(people.get(name));
    }

    /** All tokens that are not revoked; some may be expired. */
    public Collection<ApiToken> tokens() {
        return Collections.unmodifiableCollection(tokens.values());
    }

    /** The token that was shown. */
    public Optional<ApiToken> shown(String token) {
        return Optional.ofNullable(tokens.get(Sha256.hex(token)));
    }
}
