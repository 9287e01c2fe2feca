package io.nodepulse.audit.notary;

import io.nodepulse.audit.note.SignedNote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What verifying a shard's tree found.
 *
 * @param shard the shard
 * @param origin name of its log
 * @param size how many appends the newest checkpoint covers
 * @param entries how many entries were recomputed
 * @param unprovable how many entries cannot be recomputed, as their keyframes are past the
 *     retention
 * @param coveredFrom the first event that the tree covers; before it only what is kept for ever
 * @param checkpoint the newest checkpoint, if there is one
 * @param findings what is not as it was signed, in order
 */
public record TreeVerdict(
        int shard,
        String origin,
        long size,
        long entries,
        long unprovable,
        long coveredFrom,
        Optional<SignedNote> checkpoint,
        List<Finding> findings) {

    public TreeVerdict {
        findings = List.copyOf(findings);
    }

    /**
     * This, with what was found in segments.
     *
     * @param recomputed how many entries were recomputed there
     */
    public TreeVerdict with(long recomputed, List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new TreeVerdict(
                shard,
                origin,
                size,
                entries + recomputed,
                unprovable,
                coveredFrom,
                checkpoint,
                all);
    }

    /** Whether all is as it was signed, but for what is said to be lost or erased. */
    public boolean intact() {
        return findings.stream()
                .allMatch(
                        finding ->
                                finding.kind() == Finding.Kind.LOST
                                        || finding.kind() == Finding.Kind.ERASED);
    }
}
