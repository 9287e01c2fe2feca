package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.PrunedException;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.note.SignedNote;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Verifies the tree of one shard: entries against leaves, leaves against what was signed. */
final class TreeVerification {

    private final ShardNotary shard;
    private final ShardFiles files;
    private final Findings findings = new Findings();

    TreeVerification(ShardNotary shard) {
        this.shard = shard;
        this.files = shard.files();
    }

    /**
     * Verifies; retention waits meanwhile.
     *
     * @param noted checkpoints of this shard that were noted elsewhere
     * @param progress told the sequence up to which all is compared
     */
    TreeVerdict run(List<SignedNote> noted, LongConsumer progress) {
        shard.lock().readLock().lock();
        try {
            return verify(noted, progress);
        } finally {
            shard.lock().readLock().unlock();
        }
    }

    private TreeVerdict verify(List<SignedNote> noted, LongConsumer progress) {
        Optional<SignedNote> newest = files.newest();
        long size = files.signedSize();
        CheckpointCheck checkpoints = new CheckpointCheck(shard);
        newest.flatMap(checkpoints::own).ifPresent(findings::add);
        shard.stopped().ifPresent(findings::add);
        checkTrimmed();
        addLosses();
        EntryCheck entries = new EntryCheck(shard, size, findings);
        if (size > 0) {
            entries.run(shard.lastSequence(size), progress);
        }
        noted.forEach(note -> checkpoints.noted(note).ifPresent(findings::add));
        return new TreeVerdict(
                shard.shard(),
                shard.origin(),
                size,
                entries.checked(),
                entries.unprovable(),
                files.began() + 1,
                newest,
                findings.all());
    }

    private void checkTrimmed() {
        long trimmed = shard.log().trimmed(shard.shard());
        if (trimmed > files.retired()) {
            findings.add(
                    Kind.TRIMMED_BEYOND,
                    files.retired() + 1,
                    trimmed,
                    "the store says they were retired, this service did not let it");
        }
    }

    /** Signed events that went with an epoch and that retention would still keep. */
    private void addLosses() {
        List<EpochRun> runs = files.runs();
        for (int i = 1; i < runs.size(); i++) {
            EpochRun run = runs.get(i);
            long signed = lastBefore(run);
            if (run.after() < signed && signed > files.retired()) {
                findings.add(
                        Kind.LOST,
                        run.after() + 1,
                        signed,
                        "with the epoch before %016x".formatted(run.epoch()));
            }
        }
    }

    private long lastBefore(EpochRun run) {
        try {
            return files.tiles().lastSequence(run.firstLeaf() - 1);
        } catch (PrunedException e) {
            return 0;
        }
    }
}
