package io.nodepulse.commands;

import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;

import java.time.Instant;
import java.util.UUID;

/** One server's life, for tests to pick from. */
public final class Histories {

    public static final UUID SERVER = UUID.fromString("0f5ee3ea-6f0e-4c5a-9f5e-2f0c0a1b2c3d");
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    public static final TokenHash FIRST_TOKEN = TokenHash.of("npa_first");
    public static final TokenHash SECOND_TOKEN = TokenHash.of("npa_second");

    public static final TokenHash ENROLLMENT_TOKEN = TokenHash.of("npe_once");

    public static final EnrollmentIssued ENROLLMENT =
            new EnrollmentIssued(SERVER, ENROLLMENT_TOKEN.hex(), AT.plusSeconds(1800), AT);
    public static final ServerRegistered REGISTERED =
            new ServerRegistered(SERVER, "web-1", FIRST_TOKEN.hex(), AT);
    public static final AgentTokenRotated ROTATED =
            new AgentTokenRotated(SERVER, SECOND_TOKEN.hex(), AT, AT.plusSeconds(600));
    public static final AgentTokenRevoked REVOKED = new AgentTokenRevoked(SERVER, AT);

    public static final ServerRenamed RENAMED =
            new ServerRenamed(SERVER, "web-2", "web-1", AT.plusSeconds(60));
    public static final ServerRemoved REMOVED = new ServerRemoved(SERVER, "web-1", AT);

    private Histories() {}
}
