package io.nodepulse.trials.weaknesses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Versions between events, as the OSV schema has them in {@code affected[].ranges[]} and evaluates
 * them (https://ossf.github.io/osv-schema, "Evaluation").
 *
 * @param events in no order
 * @param order of versions
 */
record EventRange(List<Event> events, Comparator<String> order) {

    private static final String FROM_THE_BEGINNING = "0";
    private static final String NO_LIMIT = "*";

    /** In the order in which events of one version happen. */
    enum Kind {
        FIXED,
        INTRODUCED,
        LAST_AFFECTED,
        LIMIT
    }

    record Event(Kind kind, String version) {

        boolean isBeginning() {
            return kind == Kind.INTRODUCED && version.equals(FROM_THE_BEGINNING);
        }

        boolean isNoLimit() {
            return kind == Kind.LIMIT && version.equals(NO_LIMIT);
        }
    }

    /**
     * @throws IllegalArgumentException if nothing is introduced, or a version is none
     */
    EventRange {
        if (events.stream().noneMatch(event -> event.kind() == Kind.INTRODUCED)) {
            throw new IllegalArgumentException("a range introduces nothing");
        }
        for (Event event : events) {
            if (!event.isBeginning() && !event.isNoLimit()) {
                order.compare(event.version(), event.version());
            }
        }
        events = List.copyOf(events);
    }

    boolean holds(String version) {
        return isBelowLimits(version) && isAffected(version);
    }

    /** The first version after that one with the weakness gone. */
    Optional<String> fixedAfter(String version) {
        return events.stream()
                .filter(event -> event.kind() == Kind.FIXED)
                .map(Event::version)
                .filter(fixed -> order.compare(fixed, version) > 0)
                .min(order);
    }

    private boolean isAffected(String version) {
        boolean affected = false;
        for (Event event : inOrder()) {
            int since = event.isBeginning() ? 1 : order.compare(version, event.version());
            switch (event.kind()) {
                case INTRODUCED -> affected |= since >= 0;
                case FIXED -> affected &= since < 0;
                case LAST_AFFECTED -> affected &= since <= 0;
                case LIMIT -> throw new IllegalStateException("a limit is no such event");
            }
        }
        return affected;
    }

    private boolean isBelowLimits(String version) {
        List<Event> limits = events.stream().filter(each -> each.kind() == Kind.LIMIT).toList();
        return limits.isEmpty()
                || limits.stream()
                        .anyMatch(
                                limit ->
                                        limit.isNoLimit()
                                                || order.compare(version, limit.version()) < 0);
    }

    private List<Event> inOrder() {
        List<Event> sorted = new ArrayList<>(events);
        sorted.removeIf(event -> event.kind() == Kind.LIMIT);
        Comparator<Event> byVersion =
                (left, right) ->
                        left.isBeginning() || right.isBeginning()
                                ? Boolean.compare(right.isBeginning(), left.isBeginning())
                                : order.compare(left.version(), right.version());
        sorted.sort(byVersion.thenComparing(Event::kind));
        return sorted;
    }
}
