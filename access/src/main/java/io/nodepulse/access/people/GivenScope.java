package io.nodepulse.access.people;

import io.nodepulse.access.account.Scope;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.ServerTags;
import io.nodepulse.events.administration.Role;

import java.util.Optional;

/** Which servers somebody shall see, as bodies say it: a list of tags, which is empty for all. */
public final class GivenScope {

    public static final String FIELD = "server_tags";

    private GivenScope() {}

    /** The one of a body; empty where that says nothing of it. */
    public static Optional<Scope> in(JsonBody body) {
        return body.texts(FIELD).map(tags -> Scope.of(ServerTags.of(FIELD, tags)));
    }

    /**
     * @throws Refused if somebody of that role cannot be limited so
     */
    public static void requireFor(Role role, Scope scope) {
        if (role == Role.ADMIN && !scope.isEverything()) {
            throw Refused.field(
                    FIELD, "must be empty: an administrator sees all servers", "an empty list");
        }
    }
}
