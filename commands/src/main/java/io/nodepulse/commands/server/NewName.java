package io.nodepulse.commands.server;

import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

import java.util.Optional;

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

    /** The same, of a body that may leave the name as it is. */
    public static Optional<NewName> ifIn(JsonBody body) {
        boolean mayBeTaken = body.flag(MAY_BE_TAKEN);
        return body.optional(NAME, Kind.TEXT).map(text -> new NewName(text, mayBeTaken));
    }
}
