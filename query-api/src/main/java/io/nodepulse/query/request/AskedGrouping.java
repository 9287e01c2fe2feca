package io.nodepulse.query.request;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.query.readmodel.GroupedBy;

/** What processes are to be grouped by. */
public final class AskedGrouping {

    public static final String PARAMETER = "by";

    private static final Kind<GroupedBy> KIND = Kind.oneOf(GroupedBy.values(), GroupedBy::word);

    private AskedGrouping() {}

    /** What is asked for; by name where nothing is. */
    public static GroupedBy of(Parameters given) {
        return given.optional(PARAMETER, KIND).orElse(GroupedBy.PROCESS);
    }
}
