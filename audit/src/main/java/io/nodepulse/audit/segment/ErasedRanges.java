package io.nodepulse.audit.segment;

import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentReader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What segments of a shard say that was erased, and whether events say so too. A segment only
 * claims it: with the folder alone somebody could take out anything by its hash. The event is a
 * leaf of its own. Belongs to one thread.
 */
public final class ErasedRanges {

    private final Map<Key, Range> ranges = new TreeMap<>();
    private final Map<Long, Erasure> erasures = new TreeMap<>();

    private record Key(long erasure, UUID serverId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparingLong(Key::erasure)
                    .thenComparing(Key::serverId)
                    .compare(this, other);
        }
    }

    /**
     * What one event erased.
     *
     * @param erasure sequence of the event
     * @param serverId whose scrapes
     * @param first sequence of the first sample
     * @param last sequence of the last one
     * @param scrapes how many
     * @param by the event; empty where none says so, which is a finding
     */
    public record Range(
            long erasure,
            UUID serverId,
            long first,
            long last,
            long scrapes,
            Optional<Erasure> by) {

        private static Range of(Erased one) {
            return new Range(
                    one.erasure(),
                    one.serverId(),
                    one.firstSequence(),
                    one.lastSequence(),
                    1,
                    Optional.empty());
        }

        private Range with(Range more) {
            return new Range(
                    erasure,
                    serverId,
                    Math.min(first, more.first),
                    Math.max(last, more.last),
                    scrapes + more.scrapes,
                    by);
        }

        private Range by(Optional<Erasure> event) {
            return new Range(erasure, serverId, first, last, scrapes, event);
        }

        /** In words for a person. */
        @Override
        public String toString() {
            String what = "%,d scrapes of server %s, ".formatted(scrapes, serverId);
            return what
                    + by.map(Erasure::toString)
                            .orElse("gone, and no event %d erased them".formatted(erasure));
        }
    }

    /**
     * Takes a segment that is proven.
     *
     * @throws IOException if it cannot be read
     */
    public void take(SegmentReader segment) throws IOException {
        Iterator<SegmentAppend> facts = segment.facts();
        while (facts.hasNext()) {
            Erasure.in(facts.next()).forEach(each -> erasures.putIfAbsent(each.sequence(), each));
        }
        for (BlockEntry block : segment.footer().blocks()) {
            if (block.isOfErased()) {
                Iterator<SegmentAppend> appends = segment.read(block);
                while (appends.hasNext()) {
                    if (appends.next() instanceof Erased one) {
                        ranges.merge(
                                new Key(one.erasure(), one.serverId()), Range.of(one), Range::with);
                    }
                }
            }
        }
    }

    /** Takes erasures that are known from elsewhere, which may tell by whom. */
    void knows(Collection<Erasure> more) {
        more.forEach(each -> erasures.put(each.sequence(), each));
    }

    /** All that was erased, in the order of the events that did. */
    public List<Range> all() {
        List<Range> all = new ArrayList<>();
        ranges.values().forEach(range -> all.add(range.by(event(range))));
        return all;
    }

    private Optional<Erasure> event(Range range) {
        return Optional.ofNullable(erasures.get(range.erasure))
                .filter(event -> event.covers(range.serverId, range.last));
    }
}
