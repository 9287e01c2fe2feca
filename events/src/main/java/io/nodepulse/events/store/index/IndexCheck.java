package io.nodepulse.events.store.index;

import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;
import io.nodepulse.events.wire.MalformedEntryException;

import org.redisson.api.RType;
import org.redisson.api.RedissonClient;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Recomputes what is derived from the entries of one shard and compares it with what stands there.
 *
 * <p>The small keys are read as of one moment; what they say of then must follow from the entries
 * up to then. One pass over these makes a fingerprint of each index of a tag and of each day of
 * scrapes; then the keys are read one by one, and of what has been appended since only the part of
 * before is compared. Where one differs, a second pass says from which event on. Not thread-safe.
 */
public final class IndexCheck {

    private static final int ENTRIES_PER_READ = 500;
    private static final int KEYS_PER_SCAN = 500;

    /** So many indexes that differ are looked at closely; of the others the first event is told. */
    private static final int MAX_CLOSELY = 100;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final ShardReader reader;
    private final IndexFindings findings = new IndexFindings();

    public IndexCheck(RedissonClient redisson, ShardKeys keys, ShardReader reader) {
        this.redisson = redisson;
        this.keys = keys;
        this.reader = reader;
    }

    public List<IndexFinding> run(LongConsumer progress) {
        if (areOfTheirTypes()) {
            compareAll(progress);
        }
        return findings.all();
    }

    private boolean areOfTheirTypes() {
        Map<String, RType> types = new LinkedHashMap<>();
        List.of(keys.head(), keys.epochs(), keys.types(), keys.scraped(), keys.tagged())
                .forEach(key -> types.put(key, RType.MAP));
        types.put(keys.passed(), RType.MAP);
        types.put(keys.deadLetterIndex(), RType.MAP);
        types.put(keys.times(), RType.ZSET);
        boolean right = true;
        for (Map.Entry<String, RType> expected : types.entrySet()) {
            RType type = ValkeyReply.await(redisson.getKeys().getTypeAsync(expected.getKey()));
            if (type != null && type != expected.getValue()) {
                findings.add(expected.getKey(), "is no index at all", 0);
                right = false;
            }
        }
        return right;
    }

    private void compareAll(LongConsumer progress) {
        IndexSnapshot snapshot = IndexSnapshot.read(redisson, keys, findings);
        HistoryCheck history = new HistoryCheck(keys, snapshot, findings);
        MinuteCheck minutes = new MinuteCheck(keys, snapshot, findings);
        ExpectedIndexes expected = new ExpectedIndexes(keys);
        long end = Math.max(snapshot.history().head(), snapshot.lastEntry());
        forEach(
                end,
                progress,
                raw -> {
                    history.add(raw);
                    try {
                        EntryMarks marks = EntryMarks.of(raw, keys);
                        minutes.add(raw, marks.newestMillis());
                        expected.add(raw, marks);
                    } catch (MalformedEntryException e) {
                        findings.add(
                                keys.events(),
                                "has an entry that cannot be read: " + e.getMessage(),
                                raw.firstSequence());
                    }
                });
        history.end();
        minutes.end();
        expected.compare(snapshot, findings);
        new DeadLetterCheck(redisson, keys, findings).run();
        compareMembers(expected, snapshot.history().trimmed(), end);
    }

    private void compareMembers(ExpectedIndexes expected, long trimmed, long end) {
        Set<String> missing = new HashSet<>(expected.members().keySet());
        Map<String, List<IndexMark>> different = new LinkedHashMap<>();
        for (String key : redisson.getKeys().getKeysByPattern(keys.pattern(), KEYS_PER_SCAN)) {
            if (!keys.isTag(key) && !keys.isScrapeIndex(key)) {
                continue;
            }
            missing.remove(key);
            StoredMembers stored = StoredMembers.read(redisson, keys, key, end);
            if (!keys.isTag(key)) {
                stored = stored.after(trimmed);
            }
            if (stored.problem() != null) {
                findings.add(key, stored.problem(), 0);
            }
            if (differs(key, stored, expected)) {
                different.put(key, different.size() < MAX_CLOSELY ? stored.marks() : List.of());
            }
        }
        missing.forEach(key -> different.put(key, List.of()));
        if (!different.isEmpty()) {
            tellWhere(different, expected, end);
        }
    }

    private static boolean differs(String key, StoredMembers stored, ExpectedIndexes expected) {
        PositionDigest there = expected.newDigest();
        stored.marks().forEach(there::add);
        return !there.matches(expected.members().getOrDefault(key, expected.newDigest()));
    }

    private void tellWhere(
            Map<String, List<IndexMark>> different, ExpectedIndexes expected, long end) {
        FirstDifferences first = new FirstDifferences(different);
        forEach(end, read -> {}, raw -> addReadable(raw, first));
        different.forEach(
                (key, members) -> {
                    PositionDigest wanted = expected.members().get(key);
                    String problem =
                            "is not what follows from its %d events"
                                    .formatted(wanted == null ? 0 : wanted.count());
                    findings.add(key, problem, first.of(key));
                });
    }

    private void addReadable(RawEntry raw, FirstDifferences differences) {
        try {
            differences.add(EntryMarks.of(raw, keys));
        } catch (MalformedEntryException e) {
            // The first pass has told it.
            return;
        }
    }

    private void forEach(long end, LongConsumer progress, Consumer<RawEntry> action) {
        long read = 0;
        while (read < end) {
            List<RawEntry> page = reader.between(read, end, ENTRIES_PER_READ);
            if (page.isEmpty()) {
                return;
            }
            page.forEach(action);
            read = page.getLast().lastSequence();
            progress.accept(read);
        }
    }
}
