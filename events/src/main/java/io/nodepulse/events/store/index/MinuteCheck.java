package io.nodepulse.events.store.index;

import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.valkey.ShardKeys;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Compares the index of minutes, and the newest time in the head, with the times of the entries.
 * Not thread-safe.
 */
final class MinuteCheck {

    private static final long MINUTE_MILLIS = 60_000;

    private final ShardKeys keys;
    private final IndexSnapshot snapshot;
    private final IndexFindings findings;
    private final long trimmed;

    /** What no entry was found for yet. */
    private final NavigableMap<Long, Long> left;

    /**
     * What was trimmed may have been newer than what is left, and only the index says so. Programs
     * of before this check removed that, too.
     */
    private final boolean knowsTrimmed;

    private long newestMillis = -1;
    private boolean foundAny;
    private int lacking;

    MinuteCheck(ShardKeys keys, IndexSnapshot snapshot, IndexFindings findings) {
        this.keys = keys;
        this.snapshot = snapshot;
        this.findings = findings;
        this.trimmed = snapshot.history().trimmed();
        this.left = new TreeMap<>(snapshot.times());
        this.knowsTrimmed = trimmed == 0 || snapshot.times().floorKey(trimmed + 1) != null;
    }

    void add(RawEntry raw, long entryMillis) {
        if (raw.lastSequence() > trimmed) {
            takeTrimmedMinutes();
            if (minuteOf(entryMillis) > minuteOf(newestMillis)) {
                compare(raw.firstSequence(), entryMillis);
            }
        }
        newestMillis = Math.max(newestMillis, entryMillis);
    }

    /** Minutes only grow: the last that is trimmed is the newest of them. */
    private void takeTrimmedMinutes() {
        var minute = left.floorEntry(trimmed);
        if (minute != null) {
            newestMillis = Math.max(newestMillis, minute.getValue());
            left.headMap(trimmed, true).clear();
        }
    }

    private void compare(long first, long millis) {
        Long found = left.remove(first);
        if (found == null && !knowsTrimmed && !foundAny) {
            lacking++;
        } else if (found == null || found != millis) {
            findings.add(
                    keys.times(),
                    "says %s for a minute that begins at %d".formatted(found, millis),
                    first);
        }
        foundAny |= found != null;
    }

    /** All entries were added. */
    void end() {
        if (lacking > 1 && !foundAny) {
            findings.add(keys.times(), "has no minute of what is there", trimmed + 1);
        }
        takeTrimmedMinutes();
        left.keySet().forEach(first -> findings.add(keys.times(), "has a minute too many", first));
        long said = snapshot.timeMillis();
        boolean mayBeTrimmed = trimmed > 0 && minuteOf(said) == minuteOf(newestMillis);
        if (said < newestMillis || (said > newestMillis && !mayBeTrimmed && knowsTrimmed)) {
            findings.add(
                    keys.head(),
                    "says time %d, and the newest entry is of %d".formatted(said, newestMillis),
                    0);
        }
    }

    private static long minuteOf(long millis) {
        return Math.floorDiv(millis, MINUTE_MILLIS);
    }
}
