package io.nodepulse.events.store.index;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.Continuity;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.EntryFormat;

import java.util.Optional;

/**
 * Goes through the entries of a shard in their order, and compares their places with the epochs and
 * the head. Not thread-safe.
 */
final class HistoryCheck {

    private final ShardKeys keys;
    private final IndexSnapshot snapshot;
    private final EpochHistory history;
    private final IndexFindings findings;
    private long last;
    private int nextEpoch;

    HistoryCheck(ShardKeys keys, IndexSnapshot snapshot, IndexFindings findings) {
        this.keys = keys;
        this.snapshot = snapshot;
        this.history = snapshot.history();
        this.findings = findings;
    }

    void add(RawEntry raw) {
        checkEpochsUpTo(raw);
        checkGapBefore(raw);
        if (!raw.epoch().equals(history.at(raw.firstSequence()))) {
            findings.add(
                    keys.epochs(),
                    "says epoch %s of an entry of epoch %s"
                            .formatted(history.at(raw.firstSequence()), raw.epoch()),
                    raw.firstSequence());
        }
        if (raw.lastSequence() <= history.trimmed() && !EntryFormat.looksLikeFacts(raw.bytes())) {
            findings.add(
                    keys.head(),
                    "says that scrapes up to %d are trimmed, and one is there"
                            .formatted(history.trimmed()),
                    raw.firstSequence());
        }
        last = raw.lastSequence();
    }

    /** Each epoch that began up to that entry began with an entry, and after the one before. */
    private void checkEpochsUpTo(RawEntry raw) {
        while (nextEpoch < history.starts().size()
                && history.starts().get(nextEpoch).first() <= raw.lastSequence()) {
            EpochStart start = history.starts().get(nextEpoch++);
            if (start.first() != raw.firstSequence() && start.first() > history.trimmed()) {
                findings.add(keys.epochs(), "has one that begins with no entry", start.first());
            }
            boolean mayBeTrimmed = last < start.after() && start.after() <= history.trimmed();
            if (start.after() != last && !mayBeTrimmed) {
                findings.add(
                        keys.epochs(),
                        "has one that follows on %d, and the entry before it ends in %d"
                                .formatted(start.after(), last),
                        start.first());
            }
        }
    }

    private void checkGapBefore(RawEntry raw) {
        if (raw.count() < 1 || raw.firstSequence() <= last) {
            findings.add(
                    keys.events(),
                    "has entry %s after %d".formatted(raw.id(), last),
                    raw.lastSequence());
        }
        ShardToken position = new ShardToken(last, history.trimmed(), EpochTrail.UNKNOWN);
        Optional<StreamBreak> gap = Continuity.gapBefore(raw, position, history);
        gap.ifPresent(
                missing ->
                        findings.add(
                                keys.events(),
                                "lacks the events %d-%d".formatted(missing.first(), missing.last()),
                                missing.first()));
    }

    /** All entries were added. */
    void end() {
        long head = history.head();
        if (last > head || (last < head && head > history.trimmed())) {
            findings.add(
                    keys.head(),
                    "says sequence %d, and the last entry ends in %d".formatted(head, last),
                    Math.min(head, last) + 1);
        }
        if (history.trimmed() > head) {
            findings.add(
                    keys.head(),
                    "says trimmed %d, beyond sequence %d".formatted(history.trimmed(), head),
                    0);
        }
        if (!snapshot.epoch().equals(history.current())) {
            findings.add(
                    keys.head(),
                    "says epoch %s, and the last that began is %s"
                            .formatted(snapshot.epoch(), history.current()),
                    0);
        }
        checkEpochsBeyond();
    }

    private void checkEpochsBeyond() {
        history.starts().stream()
                .skip(nextEpoch)
                .filter(start -> start.first() > history.trimmed())
                .forEach(
                        start ->
                                findings.add(
                                        keys.epochs(),
                                        "has one that begins beyond the last entry",
                                        start.first()));
    }
}
