package io.nodepulse.events;

import java.time.Instant;
import java.util.UUID;

/** Something that happened in the life of one monitored server, or before it. */
public sealed interface ServerEvent
        permits EnrollmentIssued,
                ServerRegistered,
                ServerRenamed,
                ServerTagsChanged,
                AgentTokenRotated,
                AgentTokenRevoked,
                ServerRemoved,
                HistoryErased {

    /** The server it happened to. */
    UUID serverId();

    /** When, in whole milliseconds. */
    Instant at();
}
