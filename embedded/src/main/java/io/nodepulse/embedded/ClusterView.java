package io.nodepulse.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who serves what in a cluster, as one of its nodes sees it. */
record ClusterView(List<Member> members) {

    /** A range of slots, both ends in it. */
    private record Slots(int first, int last) {}

    /** One node; a replica serves no slots. */
    private record Member(int port, boolean isPrimary, List<Slots> slots) {}

    /** Reads the answer to {@code CLUSTER NODES}. */
    static ClusterView parse(String clusterNodes) {
        return new ClusterView(clusterNodes.lines().map(ClusterView::member).toList());
    }

    /** The port of the node that serves this slot. */
    OptionalInt portOf(int slot) {
        return members.stream()
                .filter(Member::isPrimary)
                .filter(m -> m.slots().stream().anyMatch(s -> s.first <= slot && slot <= s.last))
                .mapToInt(Member::port)
                .findFirst();
    }

    /** Whether the node at this port serves any slots. */
    boolean serves(int port) {
        return members.stream()
                .anyMatch(m -> m.port() == port && m.isPrimary() && !m.slots().isEmpty());
    }

    /**
     * A line is {@code id host:port@bus flags primary ping pong epoch state slot-range…}; a slot
     * that moves stands in brackets.
     */
    private static Member member(String line) {
        String[] words = line.split(" ", -1);
        String address = words[1];
        int port =
                Integer.parseInt(address.substring(address.indexOf(':') + 1, address.indexOf('@')));
        List<Slots> slots = new ArrayList<>();
        for (int i = 8; i < words.length; i++) {
            slots(words[i]).ifPresent(slots::add);
        }
        return new Member(port, words[2].contains("master"), slots);
    }

    private static Optional<Slots> slots(String range) {
        if (range.startsWith("[")) {
            return Optional.empty();
        }
        String[] ends = range.split("-", -1);
        return Optional.of(
                new Slots(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }
}
