package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.FilledTiles;
import io.nodepulse.audit.merkle.MerkleTree;
import io.nodepulse.audit.merkle.PrunedException;
import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.ErasedLeaf;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.EpochStart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Shows one shard's signed history: its checkpoints, and proofs that others can check. Thread-safe.
 */
public final class ShardProofs {

    private final ShardNotary shard;
    private final AppendLog log;

    ShardProofs(ShardNotary shard, AppendLog log) {
        this.shard = shard;
        this.log = log;
    }

    /** The newest checkpoint with what witnesses added, if there is one. */
    Optional<SignedNote> newest() {
        CheckpointFile checkpoints = shard.files().checkpoints();
        return checkpoints.newest().flatMap(note -> checkpoints.ofSize(Checkpoint.of(note).size()));
    }

    /**
     * The checkpoint at that size: the one that was signed then, or one signed now.
     *
     * @throws NotaryException if the tree never had that size or it was pruned
     */
    public SignedNote checkpoint(long size) {
        needSize(size);
        try {
            return shard.checkpoint(size);
        } catch (PrunedException e) {
            throw pruned(size, e);
        }
    }

    /** Root of the tree of that size; nothing where it needs leaves that were pruned. */
    public Optional<byte[]> root(long size) {
        needSize(size);
        try {
            return Optional.of(shard.tree().root(size));
        } catch (PrunedException e) {
            return Optional.empty();
        }
    }

    /** How many appends are signed. */
    public long size() {
        return shard.files().signedSize();
    }

    /** Where the epochs of what is signed began, oldest first. */
    public List<EpochStart> epochs() {
        return shard.files().runs().stream()
                .map(
                        run ->
                                new EpochStart(
                                        new Epoch(run.epoch()),
                                        run.after(),
                                        run.first(),
                                        run.at(),
                                        Math.max(run.first() - 1, run.lost()),
                                        run.at()))
                .filter(start -> !start.epoch().equals(Epoch.ORIGIN))
                .toList();
    }

    /** The signed leaves from that index on. */
    public SignedRange range(long first) {
        return new SignedRange(shard.files(), first);
    }

    /** Sequence of the last event of that leaf; of its tile, where retention took that. */
    public long lastSequence(long index) {
        try {
            return shard.files().tiles().lastSequence(index);
        } catch (PrunedException e) {
            return shard.files().tiles().lastSequence(index | SignedLeaves.PER_TILE - 1);
        }
    }

    /**
     * Hashes of the largest complete subtrees of the first so many leaves, in their order.
     *
     * @throws NotaryException if the tree never had that size or it was pruned
     */
    public List<byte[]> subtrees(long size) {
        needSize(size);
        try {
            return shard.tree().subtrees(size);
        } catch (PrunedException e) {
            throw pruned(size, e);
        }
    }

    /** Proof that the tree of {@code to} appends goes on where that of {@code from} ended. */
    public ConsistencyProof consistency(long from, long to) {
        needSize(from);
        needSize(to);
        try {
            return new ConsistencyProof(from, shard.tree().consistency(from, to), checkpoint(to));
        } catch (PrunedException e) {
            throw pruned(from, e);
        }
    }

    private void needSize(long size) {
        long newest = shard.files().signedSize();
        if (size < 0 || size > newest) {
            throw new NotaryException(
                    "shard %d is signed up to size %d, not %d"
                            .formatted(shard.shard(), newest, size));
        }
    }

    private static NotaryException pruned(long size, PrunedException cause) {
        return new NotaryException(
                "the tree at size " + size + " cannot be computed any more: " + cause.getMessage(),
                cause);
    }

    /**
     * Proof that the append which holds the event of that sequence is in the newest tree, with the
     * append's canonical bytes.
     *
     * @throws NotaryException if it is not signed or not there any more
     */
    public InclusionProof inclusion(long sequence) {
        SignedNote note = newestNote();
        long size = Checkpoint.of(note).size();
        OptionalLong index = shard.files().find(sequence, size);
        if (index.isEmpty()) {
            throw refused(sequence, "is not among the signed ones");
        }
        Optional<byte[]> leaf = leafOf(sequence);
        InclusionProof proof =
                new InclusionProof(
                        leaf,
                        index.getAsLong(),
                        shard.tree().inclusion(index.getAsLong(), size),
                        note);
        if (leaf.filter(proof::includes).isEmpty()) {
            throw refused(sequence, "is not as it was signed: verify the history");
        }
        return proof;
    }

    /**
     * The same of an append that is not in the event store any more.
     *
     * @param leaf its canonical bytes
     * @param index of its leaf
     * @param pruned hashes of the leaves of tiles that were pruned with retired scrapes
     * @throws NotaryException if that leaf was not signed there
     */
    public InclusionProof inclusion(
            byte[] leaf, long index, LongFunction<Optional<byte[]>> pruned) {
        InclusionProof proof = path(leaf, index, pruned);
        if (!proof.includes(leaf)) {
            throw notAsSigned(index);
        }
        return proof;
    }

    /**
     * The same of an append that was erased.
     *
     * @param leaf what is left of it
     */
    public InclusionProof inclusion(
            ErasedLeaf leaf, long index, LongFunction<Optional<byte[]>> pruned) {
        InclusionProof proof = path(leaf.bytes(), index, pruned);
        if (!leaf.isIn(proof)) {
            throw notAsSigned(index);
        }
        return proof;
    }

    private InclusionProof path(byte[] extra, long index, LongFunction<Optional<byte[]>> pruned) {
        SignedNote note = newestNote();
        long size = Checkpoint.of(note).size();
        MerkleTree tree = new MerkleTree(new FilledTiles(shard.files().tiles(), pruned));
        try {
            return new InclusionProof(Optional.of(extra), index, tree.inclusion(index, size), note);
        } catch (PrunedException e) {
            throw pruned(size, e);
        }
    }

    private NotaryException notAsSigned(long index) {
        return new NotaryException(
                "leaf %d of shard %d is not as it was signed: verify the history"
                        .formatted(index, shard.shard()));
    }

    private SignedNote newestNote() {
        return newest().orElseThrow(
                        () -> new NotaryException("nothing is signed in shard " + shard.shard()));
    }

    private Optional<byte[]> leafOf(long sequence) {
        return log.after(shard.shard(), sequence - 1, 1).stream()
                .filter(append -> append.firstSequence() <= sequence)
                .findFirst()
                .flatMap(Appended::leaf);
    }

    private NotaryException refused(long sequence, String why) {
        return new NotaryException(
                "event %d of shard %d %s".formatted(sequence, shard.shard(), why));
    }
}
