package io.nodepulse.access.session;

import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.Scope;
import io.nodepulse.access.account.Sha256;
import io.nodepulse.access.account.Standing;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonLabel;
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What API tokens of people of a provider are good for. Nobody tells us when such a person leaves,
 * so their tokens lapse unless they sign in now and then, and do no more than the provider said of
 * them last. That is kept in Valkey: key {@code <prefix><SHA-256 of who, as actors are named>}.
 * Thread-safe. Every call fails with {@link EventStoreUnavailableException} if Valkey does not
 * answer.
 *
 * @param providers of whom people may come; a token of any other lapses at once
 * @param absence how long after their last sign-in their tokens are taken
 * @param kept how long a token can last at most after the last sign-in of who issued it; what was
 *     said of them is kept for {@code absence} beyond that
 */
public record GuestIssuers(
        RedissonClient valkey,
        String prefix,
        Set<String> providers,
        Duration absence,
        Duration kept,
        InstantSource clock) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The last word of a provider.
     *
     * @param subject who that is there
     * @param role what they may do here; null where they were not let in
     * @param serverTags which servers they see; none are all
     * @param subjectSince since when that name is the subject's; null if nobody else was known by
     *     it
     * @param at when it was said
     */
    record Word(
            String subject,
            @Nullable Role role,
            List<String> serverTags,
            @Nullable Instant subjectSince,
            Instant at) {

        private Scope sight() {
            return role == Role.ADMIN ? Scope.EVERYTHING : Scope.of(serverTags);
        }
    }

    /** Somebody came back from their provider, and is let in. */
    public void letIn(String owner, Guest guest) {
        keep(owner, guest.subject(), guest.role(), guest.serverTags());
    }

    /** Somebody came back from their provider, and has no role or no servers here. */
    public void turnedAway(String owner, String subject) {
        keep(owner, subject, null, List.of());
    }

    /** Keeps nothing of what was said of them. */
    public void forget(String owner) {
        ValkeyReply.await(bucket(owner).deleteAsync());
    }

    private void keep(String owner, String subject, @Nullable Role role, List<String> serverTags) {
        Instant now = clock.instant();
        Instant since =
                find(owner)
                        .map(last -> last.subject().equals(subject) ? last.subjectSince() : now)
                        .orElse(null);
        Word word = new Word(subject, role, serverTags, since, now);
        ValkeyReply.to(
                () -> {
                    bucket(owner).set(JSON.writeValueAsString(word), kept.plus(absence));
                    return true;
                });
    }

    /**
     * What the person of a provider answers for who issued that token, or one that it comes from.
     *
     * @return nothing if that is no such person
     */
    public Optional<Standing> issuerOf(ApiToken token, Accounts accounts) {
        ApiToken root = accounts.rootOf(token);
        return Optional.ofNullable(root.issuer())
                .filter(issuer -> issuer.startsWith(Actor.GUEST))
                .map(issuer -> standing(issuer, root.issuedAt()));
    }

    /** The token with no more than that; where it lapses before its end, that is its end. */
    ApiToken bound(ApiToken token, Accounts accounts) {
        return issuerOf(token, accounts).map(standing -> standing.bound(token)).orElse(token);
    }

    private Standing standing(String issuer, Instant issuedAt) {
        if (PersonLabel.isOneOf(issuer)
                || providers.stream().noneMatch(id -> issuer.startsWith(Actor.guest(id, "")))) {
            return ended(issuedAt);
        }
        return find(issuer)
                .map(word -> standing(word, issuedAt))
                // They were signed in when they issued it.
                .orElseGet(
                        () -> new Standing(Role.ADMIN, Scope.EVERYTHING, issuedAt.plus(absence)));
    }

    private Standing standing(Word word, Instant issuedAt) {
        if (word.role() == null) {
            return ended(word.at());
        }
        if (word.subjectSince() != null && issuedAt.isBefore(word.subjectSince())) {
            // Whoever has the name now is somebody else.
            return ended(word.subjectSince());
        }
        Instant seen = word.at().isAfter(issuedAt) ? word.at() : issuedAt;
        return new Standing(word.role(), word.sight(), seen.plus(absence));
    }

    private static Standing ended(Instant at) {
        return new Standing(Role.VIEWER, Scope.EVERYTHING, at);
    }

    private Optional<Word> find(String owner) {
        return Optional.ofNullable(ValkeyReply.to(() -> bucket(owner).get()))
                .map(json -> JSON.readValue(json, Word.class));
    }

    private RBucket<String> bucket(String owner) {
        return valkey.getBucket(prefix + Sha256.hex(owner), StringCodec.INSTANCE);
    }
}
