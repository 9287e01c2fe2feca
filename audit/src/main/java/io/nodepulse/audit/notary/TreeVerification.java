package io.nodepulse.audit.notary;

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
        shard.stopped().filter(found -> !isFoundInEntries(found)).ifPresent(findings::add);
        checkTrimmed();
        new Losses(files).named().forEach(findings::add);
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

    /** What sealing says of the last signed append, which is looked at with all others. */
    private static boolean isFoundInEntries(Finding finding) {
        return finding.kind() == Kind.MISSING || finding.kind() == Kind.ALTERED;
    }
}
