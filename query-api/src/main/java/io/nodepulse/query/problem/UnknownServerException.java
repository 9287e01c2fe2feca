package io.nodepulse.query.problem;

import java.util.UUID;

/** No server of this id has ever been registered. */
public final class UnknownServerException extends RuntimeException {

    private final String parameter;

    /**
     * @param parameter name of the parameter that gave the id
     */
    public UnknownServerException(String parameter, UUID serverId) {
        super("There is no server " + serverId + ".");
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
