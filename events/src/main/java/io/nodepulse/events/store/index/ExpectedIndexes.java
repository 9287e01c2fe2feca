package io.nodepulse.events.store.index;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.valkey.ShardKeys;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What must stand in the indexes of a shard by its entries, as far as these were added. It grows
 * with servers, tags and days, not with scrapes. Not thread-safe.
 */
final class ExpectedIndexes {

    private static final Set<String> SAMPLES =
            Arrays.stream(Exporter.values())
                    .map(exporter -> exporter.sampleType().name())
                    .collect(Collectors.toUnmodifiableSet());

    private final ShardKeys keys;
    private final long point = ThreadLocalRandom.current().nextLong(1L << 32, 1L << 60);
    private final Map<String, PositionDigest> members = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, Long> lastOfType = new HashMap<>();
    private final Map<String, Scrape> scraped = new HashMap<>();

    /** The last scrape of a server and exporter. */
    private record Scrape(long millis, long sequence) {
        @Override
        public String toString() {
            return millis + ":" + sequence;
        }
    }

    ExpectedIndexes(ShardKeys keys) {
        this.keys = keys;
    }

    void add(RawEntry raw, EntryMarks marks) {
        for (EntryMarks.Place place : marks.places()) {
            members.computeIfAbsent(place.key(), key -> newDigest()).add(place.mark());
            if (marks.scraped().isEmpty()) {
                counted.merge(place.key(), raw.epoch().equals(Epoch.ORIGIN) ? 0L : 1L, Long::sum);
            }
        }
        lastOfType.putAll(marks.lastOfType());
        marks.scraped()
                .ifPresent(
                        field ->
                                scraped.put(
                                        field,
                                        new Scrape(marks.newestMillis(), raw.lastSequence())));
    }

    PositionDigest newDigest() {
        return new PositionDigest(point);
    }

    /** The members that each index of a tag or of a day of scrapes must have. */
    Map<String, PositionDigest> members() {
        return members;
    }

    /** Compares what is small. */
    void compare(IndexSnapshot snapshot, IndexFindings findings) {
        long trimmed = snapshot.history().trimmed();
        compareTypes(snapshot, trimmed, findings);
        compareScraped(snapshot, trimmed, findings);
        compareCounts(snapshot, findings);
        snapshot.passed()
                .forEach(
                        (consumer, sequence) -> {
                            if (numberIn(sequence) < 0
                                    || numberIn(sequence) > snapshot.history().head()) {
                                findings.add(
                                        keys.passed(),
                                        "says that %s passed %s".formatted(consumer, sequence),
                                        0);
                            }
                        });
    }

    private void compareTypes(IndexSnapshot snapshot, long trimmed, IndexFindings findings) {
        lastOfType.forEach(
                (type, last) -> {
                    String said = snapshot.types().get(type);
                    if (!Long.toString(last).equals(said)) {
                        findings.add(keys.types(), "says %s for %s".formatted(said, type), last);
                    }
                });
        snapshot.types()
                .forEach(
                        (type, said) -> {
                            boolean gone = SAMPLES.contains(type) && isUpTo(trimmed, said);
                            if (!lastOfType.containsKey(type) && !gone) {
                                findings.add(
                                        keys.types(), "says %s for %s".formatted(said, type), 0);
                            }
                        });
    }

    private void compareScraped(IndexSnapshot snapshot, long trimmed, IndexFindings findings) {
        scraped.forEach(
                (field, last) -> {
                    String said = snapshot.scraped().get(field);
                    if (!last.toString().equals(said)) {
                        findings.add(
                                keys.scraped(),
                                "says %s for %s, whose last scrape is %s"
                                        .formatted(said, field, last),
                                last.sequence());
                    }
                });
        snapshot.scraped()
                .forEach(
                        (field, said) -> {
                            String sequence = said.substring(said.indexOf(':') + 1);
                            if (!scraped.containsKey(field) && !isUpTo(trimmed, sequence)) {
                                findings.add(
                                        keys.scraped(),
                                        "says %s for %s, which has no scrape"
                                                .formatted(said, field),
                                        Math.max(0, numberIn(sequence)));
                            }
                        });
    }

    /** Where all entries of a tag are of before there were counts, there need not be one. */
    private void compareCounts(IndexSnapshot snapshot, IndexFindings findings) {
        counted.forEach(
                (key, since) -> {
                    String said = snapshot.tagged().remove(key);
                    PositionDigest tagged = members.get(key);
                    long count = tagged == null ? 0 : tagged.count();
                    if (said == null ? since > 0 : !said.equals(Long.toString(count))) {
                        findings.add(
                                keys.tagged(),
                                "counts %s for %s, and there are %d".formatted(said, key, count),
                                tagged == null ? 0 : tagged.first());
                    }
                });
        snapshot.tagged()
                .forEach(
                        (key, said) ->
                                findings.add(
                                        keys.tagged(),
                                        "counts %s for %s, and there are none".formatted(said, key),
                                        0));
    }

    private static boolean isUpTo(long trimmed, String sequence) {
        long number = numberIn(sequence);
        return number > 0 && number <= trimmed;
    }

    /** -1 if it is none. */
    private static long numberIn(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
