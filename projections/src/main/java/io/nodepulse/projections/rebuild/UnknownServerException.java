package io.nodepulse.projections.rebuild;

import java.util.UUID;

/** There is no server of that id, or none any more. */
public final class UnknownServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownServerException(UUID server) {
        super("there is no server " + server);
    }
}
