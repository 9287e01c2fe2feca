package io.nodepulse.projections.rebuild;

import java.util.Collection;
import java.util.List;

/** There is no projection of that name. */
public final class UnknownProjectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> known;

    public UnknownProjectionException(String name, Collection<String> known) {
        super("there is no projection '" + name + "'");
        this.known = known.stream().sorted().toList();
    }

    /** The names that there are. */
    public List<String> known() {
        return known;
    }
}
