package io.nodepulse.events.administration;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Require;

import java.time.Instant;
import java.util.UUID;

/**
 * A program may call the API with a token of its own.
 *
 * @param id by which the token is known; no secret
 * @param name what it is for, 1 to {@value #MAX_NAME_LENGTH} characters
 * @param role what its bearer may do
 * @param tokenHash SHA-256 of the token, in lower-case hex; the token itself is never stored
 * @param expiresAt from when on it is refused
 * @param at when it was issued
 */
public record ApiTokenIssued(
        UUID id, String name, Role role, String tokenHash, Instant expiresAt, Instant at)
        implements AccountEvent {

    /** Longest accepted name of a token, in UTF-16 characters. */
    public static final int MAX_NAME_LENGTH = 128;

    public ApiTokenIssued {
        Require.wholeMillis(at);
        Require.name("name", name, MAX_NAME_LENGTH);
        Require.sha256("token_hash", tokenHash);
        if (!expiresAt.isAfter(at)) {
            throw new InvalidFieldException("expires_at", "must be in the future");
        }
    }
}
