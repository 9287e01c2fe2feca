package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/**
 * Whoever shows that token first may register a server of that id, by a name of their choice.
 *
 * @param serverId the identity that the server will have
 * @param tokenHash SHA-256 of the token, in lower-case hex; the token itself is never stored
 * @param expiresAt from when on it is refused
 * @param issuedAt when
 */
public record EnrollmentIssued(UUID serverId, String tokenHash, Instant expiresAt, Instant issuedAt)
        implements ServerEvent {

    public EnrollmentIssued {
        Require.wholeMillis(issuedAt);
        Require.sha256("token_hash", tokenHash);
        if (!expiresAt.isAfter(issuedAt)) {
            throw new InvalidFieldException("expires_at", "must be in the future");
        }
    }

    @Override
    public Instant at() {
        return issuedAt;
    }
}
