package io.nodepulse.events;

import java.util.UUID;

/** Something that happened in the life of one monitored server. */
public sealed interface ServerEvent permits ServerRegistered, AgentTokenRotated, AgentTokenRevoked {

    /** The server it happened to. */
    UUID serverId();
}
