package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import java.time.Instant;
import java.util.UUID;

/**
 * What a program shows to call the API.
 *
 * @param id by which it is known; no secret
 * @param name what it is for
 * @param role what its bearer may do
 * @param hash SHA-256 of it
 * @param issuedAt since when
 * @param expiresAt from when on it is refused
 */
public record ApiToken(
        UUID id, String name, Role role, String hash, Instant issuedAt, Instant expiresAt) {

    /** By which people and secret scanners know one. */
    public static final String PREFIX = "npt_";

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
