package io.nodepulse.access.account;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenLimited;
import io.nodepulse.events.administration.ApiTokenRevoked;
import io.nodepulse.events.administration.PasskeyEnrolled;
import io.nodepulse.events.administration.PasskeyRemoved;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.RecoveryCodeUsed;
import io.nodepulse.events.administration.SecondFactorEnrolled;
import io.nodepulse.events.administration.SecondFactorRemoved;
import io.nodepulse.events.administration.SignedOutEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What the account events tell: the people and the API tokens that are not revoked. A token ends
 * with who issued it, and so do those that were issued with it. Immutable.
 */
public final class Accounts {

    /** Before the first event. */
    public static final Accounts NONE =
            new Accounts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private final TreeMap<String, Person> people;

    /** By their hash, as they are asked for. */
    private final TreeMap<String, ApiToken> tokens;

    /** When somebody's sessions ended, by {@link Actor#name}. */
    private final TreeMap<String, Instant> signedOut;

    private Accounts(
            TreeMap<String, Person> people,
            TreeMap<String, ApiToken> tokens,
            TreeMap<String, Instant> signedOut) {
        this.people = people;
        this.tokens = tokens;
        this.signedOut = signedOut;
    }

    /**
     * The accounts after that event.
     *
     * @param actor who caused it, as {@link Actor#name}; null for what is older than that was kept
     */
    public Accounts evolve(AccountEvent event, @Nullable String actor) {
        Accounts next =
                new Accounts(
                        new TreeMap<>(people), new TreeMap<>(tokens), new TreeMap<>(signedOut));
        next.apply(event, actor);
        return next;
    }

    private void apply(AccountEvent event, @Nullable String actor) {
        switch (event) {
            case PersonAdded added -> people.put(added.name(), person(added));
            case PersonRoleChanged changed ->
                    change(changed.name(), person -> person.withRole(changed.role()));
            case PersonScopeChanged changed ->
                    change(
                            changed.name(),
                            person -> person.withScope(Scope.of(changed.serverTags())));
            case PersonPasswordChanged changed ->
                    change(
                            changed.name(),
                            person -> person.withPasswordHash(changed.passwordHash()));
            case PersonRemoved removed -> {
                doubtOthersUnlessKnown(removed.name());
                remove(removed.name());
            }
            case PersonErased erased -> {
                remove(PersonLabel.erased(erased.number()));
                remove(PersonLabel.unreadable(erased.number()));
            }
            case SecondFactorEnrolled enrolled ->
                    replace(enrolled.name(), person -> person.withFactor(factor(enrolled)));
            case RecoveryCodeUsed used -> replace(used.name(), person -> without(used, person));
            case SecondFactorRemoved removed ->
                    replace(removed.name(), person -> person.withFactor(null));
            case PasskeyEnrolled enrolled ->
                    replace(enrolled.name(), person -> person.with(Passkey.of(enrolled)));
            case PasskeyRemoved removed ->
                    replace(
                            removed.name(),
                            person -> person.withoutPasskey(removed.credentialId()));
            case SignedOutEverywhere out -> signedOut.put(out.who(), out.at());
            case ApiTokenIssued issued -> add(token(issued, actor));
            case ApiTokenLimited limited ->
                    tokens.replaceAll((hash, token) -> after(limited, token));
            case ApiTokenHandedOver handed ->
                    token(handed.id())
                            .map(token -> token.issuedBy(handed.issuer()))
                            .ifPresent(this::add);
            case ApiTokenRevoked revoked -> token(revoked.id()).ifPresent(this::end);
        }
    }

    private static ApiToken after(ApiTokenLimited limited, ApiToken token) {
        return token.id().equals(limited.id())
                ? token.limitedTo(Scope.of(limited.serverTags()))
                : token;
    }

    private void remove(String name) {
        people.remove(name);
        endAllOf(Actor.person(name));
    }

    /** Of somebody who must be there, unless it cannot be told any more who that was. */
    private void change(String name, UnaryOperator<Person> change) {
        if (!PersonLabel.isOne(name)) {
            requireNonNull(people.get(name), name);
        }
        replace(name, change);
    }

    private void replace(String name, UnaryOperator<Person> change) {
        doubtOthersUnlessKnown(name);
        people.computeIfPresent(name, (key, person) -> change.apply(person));
    }

    /**
     * An event whose name cannot be read may be about anybody whose name can, as where they were
     * added before names were sealed: they may have a lower role by now, or none. So none of them
     * is let in, until the keys are back or they are added again.
     */
    private void doubtOthersUnlessKnown(String name) {
        if (name.startsWith(PersonLabel.UNREADABLE) && !people.containsKey(name)) {
            List.copyOf(people.keySet()).stream()
                    .filter(other -> !PersonLabel.isOne(other))
                    .forEach(this::remove);
        }
    }

    private static Person person(PersonAdded added) {
        return new Person(added.name(), added.role(), added.passwordHash(), added.at());
    }

    private static SecondFactor factor(SecondFactorEnrolled enrolled) {
        return new SecondFactor(enrolled.encryptedSecret(), enrolled.recoveryHashes());
    }

    private static Person without(RecoveryCodeUsed used, Person person) {
        SecondFactor factor = person.factor();
        return factor == null ? person : person.withFactor(factor.without(used.recoveryHash()));
    }

    /** It may have been issued by who was removed in that moment. */
    private void add(ApiToken token) {
        if (standing(token.issuer()).isPresent()) {
            tokens.put(token.hash(), token);
        }
    }

    private void endAllOf(String issuer) {
        List<ApiToken> issued =
                tokens.values().stream().filter(token -> issuer.equals(token.issuer())).toList();
        issued.forEach(this::end);
    }

    private void end(ApiToken token) {
        tokens.remove(token.hash());
        endAllOf(Actor.token(token.id()));
    }

    /**
     * What that issuer can answer for: a person for their role and servers, a token for its own,
     * until its end.
     *
     * @param issuer as {@link Actor#name}, or null if it was not kept
     * @return nothing if there is no such issuer any more
     */
    public Optional<Standing> standing(@Nullable String issuer) {
        if (issuer != null && issuer.startsWith(Actor.PERSON)) {
            return person(issuer.substring(Actor.PERSON.length()))
                    .map(person -> new Standing(person.role(), person.sight(), Instant.MAX));
        }
        if (issuer != null && issuer.startsWith(Actor.TOKEN)) {
            return issuing(issuer)
                    .map(this::bounded)
                    .map(token -> new Standing(token.role(), token.scope(), token.expiresAt()));
        }
        return Optional.of(Standing.UNBOUNDED);
    }

    /**
     * The same for what was issued then: whoever came to an issuer's name since does not answer for
     * it.
     */
    public Optional<Standing> standing(@Nullable String issuer, Instant issuedAt) {
        boolean isAnother =
                issuer != null
                        && issuer.startsWith(Actor.PERSON)
                        && person(issuer.substring(Actor.PERSON.length()))
                                .filter(person -> person.addedAt().isAfter(issuedAt))
                                .isPresent();
        return isAnother ? Optional.empty() : standing(issuer);
    }

    /** What the token was issued with, and that with, back to one that somebody else issued. */
    public ApiToken rootOf(ApiToken token) {
        ApiToken root = token;
        for (Optional<ApiToken> by = Optional.of(token); by.isPresent(); by = issuing(root)) {
            root = by.get();
        }
        return root;
    }

    private Optional<ApiToken> issuing(ApiToken token) {
        String issuer = token.issuer();
        return issuer == null || !issuer.startsWith(Actor.TOKEN)
                ? Optional.empty()
                : issuing(issuer);
    }

    private Optional<ApiToken> issuing(String issuer) {
        return tokens.values().stream()
                .filter(token -> Actor.token(token.id()).equals(issuer))
                .findFirst();
    }

    private ApiToken bounded(ApiToken token) {
        return standing(token.issuer()).orElseThrow().bound(token);
    }

    private static ApiToken token(ApiTokenIssued issued, @Nullable String issuer) {
        return new ApiToken(
                issued.id(),
                issued.name(),
                issued.role(),
                Scope.EVERYTHING,
                issued.tokenHash(),
                issued.at(),
                issued.expiresAt(),
                issuer);
    }

    /** Whether sessions that began then were ended by their owner, who is named as events do. */
    public boolean areOver(String owner, Instant startedAt) {
        Instant ended = signedOut.get(owner);
        return ended != null && !startedAt.isAfter(ended);
    }

    /** All people, by name. */
    public Collection<Person> people() {
        return Collections.unmodifiableCollection(people.values());
    }

    /** The person of that name. */
    public Optional<Person> person(String name) {
        return Optional.ofNullable(people.get(name));
    }

    /**
     * All tokens that are not revoked and whose issuers are there; some may be expired. None has a
     * higher role or more servers than its issuer, or outlives it.
     */
    public Collection<ApiToken> tokens() {
        return tokens.values().stream().map(this::bounded).toList();
    }

    /** The token of that id. */
    public Optional<ApiToken> token(UUID id) {
        return tokens.values().stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .map(this::bounded);
    }

    /** The token that was shown. */
    public Optional<ApiToken> shown(String token) {
        return Optional.ofNullable(tokens.get(Sha256.hex(token))).map(this::bounded);
    }
}
