package io.nodepulse.commands.server;

import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

/**
 * What a new server is to be called.
 *
 * @param mayBeTaken whether there may be another server of that name
 */
public record NewName(String text, boolean mayBeTaken) {

    private static final String NAME = "name";
    static final String MAY_BE_TAKEN = "allow_same_name";

    /** As a body says it. */
    public static NewName in(JsonBody body) {
        return new NewName(body.required(NAME, Kind.TEXT), body.flag(MAY_BE_TAKEN));
    }
}
