package io.nodepulse.access.account;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which servers somebody may see and act on: all, or those that have at least one of some tags.
 *
 * @param isEverything whether it is all servers; then there are no tags
 * @param tags in order; where there are none and it is not everything, no server is in it
 */
public record Scope(boolean isEverything, List<String> tags) {

    /** All servers, also those that have no tags. */
    public static final Scope EVERYTHING = new Scope(true, List.of());

    public Scope {
        tags = List.copyOf(new TreeSet<>(tags));
        if (isEverything && !tags.isEmpty()) {
            throw new IllegalArgumentException("all servers are not limited by " + tags);
        }
    }

    /** As people write it: no tags are all servers. */
    public static Scope of(Collection<String> tags) {
        return tags.isEmpty() ? EVERYTHING : new Scope(false, List.copyOf(tags));
    }

    /** Whether a server of those tags is in it. */
    public boolean includes(Set<String> tagsOfServer) {
        return isEverything || tags.stream().anyMatch(tagsOfServer::contains);
    }

    /** Whether every server of the other one is in this one, whatever tags servers have. */
    public boolean covers(Scope other) {
        return isEverything || (!other.isEverything() && tags.containsAll(other.tags()));
    }

    /** What is certainly in both, whatever tags servers have. */
    Scope and(Scope other) {
        if (isEverything || other.isEverything()) {
            return isEverything ? other : this;
        }
        return new Scope(false, tags.stream().filter(other.tags()::contains).toList());
    }
}
