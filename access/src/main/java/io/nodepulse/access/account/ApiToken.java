package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What a program shows to call the API.
 *
 * @param id by which it is known; no secret
 * @param name what it is for
 * @param role what its bearer may do
 * @param scope which servers its bearer may see
 * @param hash SHA-256 of it
 * @param issuedAt since when
 * @param expiresAt from when on it is refused
 * @param issuer who answers for it, as {@link io.nodepulse.events.administration.Actor#name}; null
 *     if it is older than that was kept
 */
public record ApiToken(
        UUID id,
        String name,
        Role role,
        Scope scope,
        String hash,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable String issuer) {

    /** By which people and secret scanners know one. */
    public static final String PREFIX = "npt_";

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    ApiToken bounded(Role least, Scope narrowest, Instant first) {
        return new ApiToken(id, name, least, narrowest, hash, issuedAt, first, issuer);
    }

    ApiToken issuedBy(String other) {
        return new ApiToken(id, name, role, scope, hash, issuedAt, expiresAt, other);
    }

    ApiToken limitedTo(Scope other) {
        return new ApiToken(id, name, role, other, hash, issuedAt, expiresAt, issuer);
    }
}
