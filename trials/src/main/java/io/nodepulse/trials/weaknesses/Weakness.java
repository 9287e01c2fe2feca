package io.nodepulse.trials.weaknesses;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A weakness that a component is known to have.
 *
 * @param names all that it is known by, the one that is looked up most first
 * @param severity a word or a vector of CVSS; empty where none is given
 * @param fixed the next versions without it; empty where none is known
 */
record Weakness(Component component, List<String> names, String severity, Set<String> fixed) {

    private static final List<String> PREFIXES = List.of("GHSA-", "CVE-");

    private static final Comparator<String> BY_PREFIX =
            Comparator.comparing(
                    name -> {
                        int place = 0;
                        while (place < PREFIXES.size() && !name.startsWith(PREFIXES.get(place))) {
                            place++;
                        }
                        return place;
                    });

    /** Words of databases, CVSS's and GitHub's. */
    private static final Map<String, Integer> RANKS =
            Map.of("CRITICAL", 0, "HIGH", 1, "MODERATE", 2, "MEDIUM", 2, "LOW", 4);

    /** What has no word may be anything. */
    private static final int RANK_OF_UNKNOWN = 3;

    /** The worst first. */
    static final Comparator<Weakness> ORDER =
            Comparator.comparing((Weakness each) -> rank(each.severity()))
                    .thenComparing(each -> each.component().fullName())
                    .thenComparing(each -> each.component().version())
                    .thenComparing(each -> String.join(" ", each.names()));

    Weakness {
        names = names.stream().distinct().sorted(BY_PREFIX.thenComparing(name -> name)).toList();
    }

    /** Whether both are one, by any of their names. */
    boolean isSameAs(Weakness other) {
        return component.equals(other.component) && names.stream().anyMatch(other.names::contains);
    }

    /** One of both, with what either says. */
    Weakness and(Weakness other) {
        Set<String> bothFixed = new TreeSet<>(fixed);
        bothFixed.addAll(other.fixed);
        return new Weakness(
                component,
                Stream.concat(names.stream(), other.names.stream()).toList(),
                worse(severity, other.severity),
                bothFixed);
    }

    private static String worse(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(String severity) {
        return RANKS.getOrDefault(severity, RANK_OF_UNKNOWN);
    }
}
