package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.notary.SignedLeaves.Signed;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Compares the entries that are there with the leaves that were signed, side by side. Belongs to
 * one thread.
 */
final class EntryCheck {

    private static final String NOTHING = "";

    private final ShardNotary shard;
    private final SignedLeaves leaves;
    private final Findings findings;
    private final long retired;
    private @Nullable Signed leaf;
    private long checked;
    private long unprovable;

    EntryCheck(ShardNotary shard, long size, Findings findings) {
        this.shard = shard;
        this.leaves = new SignedLeaves(shard.files(), size);
        this.findings = findings;
        this.retired = shard.files().retired();
    }

    /** How many entries were recomputed and are as they were signed, or are among the findings. */
    long checked() {
        return checked;
    }

    /** How many entries cannot be recomputed, as their keyframes are past the retention. */
    long unprovable() {
        return unprovable;
    }

    /**
     * Compares all entries that end at or before that sequence.
     *
     * @param progress told the sequence up to which all is compared
     */
    void run(long lastSigned, LongConsumer progress) {
        leaf = leaves.next();
        try (PageReader pages = new PageReader(shard.log(), shard.shard(), 0, SealRound.PAGE)) {
            for (List<Appended> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                List<byte[]> hashes =
                        page.parallelStream()
                                .map(append -> new TreeHash().leaf(SealRound.leaf(append)))
                                .toList();
                for (int i = 0; i < page.size(); i++) {
                    if (page.get(i).lastSequence() > lastSigned) {
                        missingBefore(Long.MAX_VALUE);
                        return;
                    }
                    compare(page.get(i), hashes.get(i));
                }
                progress.accept(page.getLast().lastSequence());
            }
        }
        missingBefore(Long.MAX_VALUE);
    }

    private void compare(Appended entry, byte[] hash) {
        missingBefore(entry.lastSequence());
        checked++;
        Signed signed = leaf;
        if (signed == null || signed.lastSequence() != entry.lastSequence()) {
            findings.add(Kind.ADDED, entry.firstSequence(), entry.lastSequence(), NOTHING);
            return;
        }
        boolean same = Arrays.equals(hash, signed.row().hash());
        if (!same && entry.leaf().isEmpty()) {
            unprovable++;
        } else if (!same) {
            findings.add(Kind.ALTERED, entry.firstSequence(), entry.lastSequence(), NOTHING);
        }
        leaf = leaves.next();
    }

    /** Leaves that end before that sequence have no entry: retired, or gone. */
    private void missingBefore(long sequence) {
        for (Signed signed = leaf;
                signed != null && signed.lastSequence() < sequence;
                signed = leaf) {
            if (signed.row().fact() || signed.lastSequence() > retired) {
                findings.add(Kind.MISSING, signed.firstSequence(), signed.lastSequence(), NOTHING);
            }
            leaf = leaves.next();
        }
    }
}
