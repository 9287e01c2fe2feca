package io.nodepulse.audit.notary;

import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.Finding.Kind;

import java.util.List;
import java.util.Optional;

/**
 * Tells a shard that was put back to an older copy from one whose entries were removed, or whose
 * head was: in a copy the last entry is the one that the head names, and nothing comes after it.
 * Belongs to one thread.
 */
final class TailCheck {

    private final ShardNotary shard;
    private final ShardFiles files;

    TailCheck(ShardNotary shard) {
        this.shard = shard;
        this.files = shard.files();
    }

    /** What was signed after the end of the copy, if the shard is one that nobody wrote to. */
    Optional<LostTail> run() {
        long size = files.signedSize();
        boolean broken =
                shard.stopped().filter(found -> found.kind() == Kind.CHECKPOINT_BROKEN).isPresent();
        if (size == 0 || broken) {
            return Optional.empty();
        }
        long head = shard.log().head(shard.shard());
        long signed = files.tiles().lastSequence(size - 1);
        return head < signed && endsAt(head) && new Losses(files).isKeptAfter(head, size)
                ? Optional.of(new LostTail(head + 1, signed))
                : Optional.empty();
    }

    private boolean endsAt(long head) {
        List<Appended> last = shard.log().after(shard.shard(), Math.max(0, head - 1), 2);
        return last.isEmpty()
                ? head <= files.retired()
                : last.size() == 1 && last.getFirst().lastSequence() == head;
    }
}
