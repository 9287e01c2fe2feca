package io.nodepulse.commands.server;

import java.util.UUID;

/** Something that is asked of one monitored server. */
public interface ServerCommand {

    /** The server it is asked of. */
    UUID serverId();
}
