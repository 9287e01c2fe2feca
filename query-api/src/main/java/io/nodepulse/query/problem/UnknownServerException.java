package io.nodepulse.query.problem;

import java.util.UUID;

/** No server of this id has ever been registered. */
public final class UnknownServerException extends RuntimeException {

    public UnknownServerException(UUID serverId) {
        super("There is no server " + serverId + ".");
    }
}
