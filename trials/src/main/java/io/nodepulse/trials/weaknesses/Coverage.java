package io.nodepulse.trials.weaknesses;

import io.nodepulse.trials.weaknesses.WeaknessDatabase.Holding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a database could say something of, and what not.
 *
 * @param lookedAt how many components, by ecosystem
 * @param notLookedAt what, and why
 */
record Coverage(Map<String, Integer> lookedAt, List<String> notLookedAt) {

    /** So many names of what cannot be looked up are told. */
    private static final int LONGEST_LIST = 5;

    private static final String NO_DATABASE = "no --database was given";
    private static final String NO_RECORD = "the database has no record of it";

    /**
     * @param unnamed what the bills list without a version of a package
     * @param holdings of the database; empty where there is none
     */
    static Coverage of(
            Set<Component> components, Collection<String> unnamed, Map<String, Holding> holdings) {
        Coverage coverage = new Coverage(new LinkedHashMap<>(), new ArrayList<>());
        coverage.addComponents(components, holdings);
        if (!unnamed.isEmpty()) {
            coverage.notLookedAt.add(
                    "components without a version of a package: %d (%s%s)"
                            .formatted(
                                    unnamed.size(),
                                    unnamed.stream()
                                            .limit(LONGEST_LIST)
                                            .collect(Collectors.joining(", ")),
                                    unnamed.size() > LONGEST_LIST ? ", …" : ""));
        }
        holdings.forEach(
                (name, holding) -> {
                    if (!coverage.lookedAt.containsKey(name)) {
                        coverage.notLookedAt.add(
                                "%s (records: %d; no component is of it)"
                                        .formatted(name, holding.count()));
                    }
                });
        return coverage;
    }

    private void addComponents(Set<Component> components, Map<String, Holding> holdings) {
        Map<Ecosystem, Integer> known = new EnumMap<>(Ecosystem.class);
        Map<String, Integer> unknown = new TreeMap<>();
        for (Component each : components) {
            Ecosystem.ofPurlType(each.type())
                    .ifPresentOrElse(
                            ecosystem -> known.merge(ecosystem, 1, Integer::sum),
                            () -> unknown.merge(each.type(), 1, Integer::sum));
        }
        known.forEach(
                (ecosystem, count) -> {
                    String name = ecosystem.osvName();
                    if (holdings.containsKey(name)) {
                        lookedAt.put(name, count);
                    } else {
                        String reason = holdings.isEmpty() ? NO_DATABASE : NO_RECORD;
                        notLookedAt.add("%s (components: %d; %s)".formatted(name, count, reason));
                    }
                });
        unknown.forEach(
                (type, count) ->
                        notLookedAt.add(
                                "%s (components: %d; the order of its versions is not known here)"
                                        .formatted(type, count)));
    }
}
