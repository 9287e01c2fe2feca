package io.nodepulse.events.segment;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.person.PersonOpening;
import io.nodepulse.events.person.PersonOpening.Audience;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That the history of a server is erased, as the event of it says: all scrapes of the server that
 * end before the event.
 *
 * @param sequence of the event in the server's shard
 * @param serverId whose history
 * @param by who had it erased, as {@link Actor#name}
 * @param at when
 */
public record Erasure(long sequence, UUID serverId, String by, Instant at) {

    /** Those that an append tells of. */
    public static List<Erasure> in(SegmentAppend append) {
        return append instanceof Readable readable && readable.entry() instanceof Entry.Events told
                ? in(append.firstSequence(), told)
                : List.of();
    }

    /** Those that an entry tells of which begins there, by whom as far as that is not sealed. */
    public static List<Erasure> in(long firstSequence, Entry.Events told) {
        return in(firstSequence, told, PersonOpening.NONE);
    }

    /**
     * Those that an entry tells of which begins there.
     *
     * @param persons opens who it was
     */
    public static List<Erasure> in(long firstSequence, Entry.Events told, PersonOpening persons) {
        List<Erasure> erasures = new ArrayList<>();
        long sequence = firstSequence;
        for (StoredEvent event : told.events()) {
            of(event, sequence, persons).ifPresent(erasures::add);
            sequence++;
        }
        return erasures;
    }

    private static Optional<Erasure> of(StoredEvent event, long sequence, PersonOpening persons) {
        if (!event.typeName().equals(EventTypes.HISTORY_ERASED.name())) {
            return Optional.empty();
        }
        String by =
                Actor.of(persons.open(event, Audience.PEOPLE).metadata())
                        .map(Actor::name)
                        .orElse(Actor.ANONYMOUS);
        return event.tags().stream()
                .filter(tag -> tag.key().equals(EventTypes.SERVER_TAG))
                .map(TagPair::value)
                .map(UUID::fromString)
                .map(server -> new Erasure(sequence, server, by, event.timestamp()))
                .findFirst();
    }

    /** The first of them that concerns that append, if it is a scrape and one does. */
    public static Optional<Erasure> of(Readable append, List<Erasure> all) {
        Sampled scrape;
        switch (append.entry()) {
            case Entry.Processes processes -> scrape = processes.scrape();
            case Entry.Figures figures -> scrape = figures.sample();
            case Entry.Events ignored -> {
                return Optional.empty();
            }
        }
        return all.stream()
                .filter(each -> each.covers(scrape.serverId(), append.lastSequence()))
                .min(Comparator.comparingLong(Erasure::sequence));
    }

    /** Whether it is of that server, and of scrapes that end there. */
    public boolean covers(UUID server, long lastSequence) {
        return serverId.equals(server) && lastSequence < sequence;
    }

    /** In words for a person. */
    @Override
    public String toString() {
        return "erased by %s on %s".formatted(by, at);
    }
}
