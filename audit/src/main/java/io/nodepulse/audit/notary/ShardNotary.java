package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.MerkleTree;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongUnaryOperator;

/**
 * The notary of one shard: its tree, its checkpoints, and why it does not seal if it does not.
 * Thread-safe; retention waits while the shard is verified, and the other way round.
 */
final class ShardNotary {

    private final int shard;
    private final String origin;
    private final AppendLog log;
    private final KeyRing keys;
    private final ShardFiles files;
    private final MerkleTree tree;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile Optional<Finding> stopped = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    ShardNotary(int shard, String origin, AppendLog log, KeyRing keys, ShardFiles files) {
        this.shard = shard;
        this.origin = origin;
        this.log = log;
        this.keys = keys;
        this.files = files;
        this.tree = new MerkleTree(files.tiles());
        checkNewest();
        if (keys.isRotating() && files.newest().isPresent() && stopped.isEmpty()) {
            sign(files.signedSize());
        }
    }

    private void checkNewest() {
        files.newest()
                .map(Checkpoint::of)
                .filter(newest -> !Arrays.equals(tree.root(newest.size()), newest.root()))
                .ifPresent(
                        newest ->
                                stopped =
                                        Optional.of(
                                                CheckpointCheck.broken(
                                                        files,
                                                        "the tiles give another root than was"
                                                                + " signed at size "
                                                                + newest.size())));
    }

    int shard() {
        return shard;
    }

    String origin() {
        return origin;
    }

    ShardFiles files() {
        return files;
    }

    MerkleTree tree() {
        return tree;
    }

    KeyRing keys() {
        return keys;
    }

    AppendLog log() {
        return log;
    }

    /** Held for reading by whoever needs that no entry is retired meanwhile. */
    ReadWriteLock lock() {
        return lock;
    }

    /** Why the shard is not sealed at the moment, if it is not. */
    Optional<Finding> stopped() {
        return stopped;
    }

    /** Why the last round could not write down what it signed, if it could not. */
    Optional<String> failure() {
        return failure;
    }

    /** Sequence up to which the shard is signed. */
    long signed() {
        long size = files.signedSize();
        return size == 0 ? files.began() : lastSequence(size);
    }

    /** The store may have gone back: what was signed keeps its numbers. */
    void keepNumbers() {
        log.reportGiven(shard, signed());
    }

    /**
     * Signs what was appended since the last checkpoint.
     *
     * @return how many appends
     * @throws UncheckedIOException if that cannot be written down: the next round does it
     */
    synchronized long seal() {
        keepNumbers();
        if (stopped.filter(finding -> finding.kind() == Finding.Kind.CHECKPOINT_BROKEN)
                .isPresent()) {
            return 0;
        }
        SealRound round = new SealRound(shard, log, files);
        long before = files.signedSize();
        try {
            stopped = round.run(this::sign);
            failure = Optional.empty();
        } catch (UncheckedIOException e) {
            failure = Optional.of("what is signed cannot be written down: " + e.getMessage());
            throw e;
        }
        return files.signedSize() - before;
    }

    /** Signs the tree of that size and writes the checkpoint down. */
    private void sign(long size) {
        files.sign(signed(size));
    }

    /** The signed checkpoint of that size; what was signed before is not signed again. */
    SignedNote checkpoint(long size) {
        return files.checkpoints().ofSize(size).orElseGet(() -> signed(size));
    }

    private SignedNote signed(long size) {
        String text = new Checkpoint(origin, size, tree.root(size)).text();
        return new SignedNote(text, keys.sign(origin, text));
    }

    /**
     * Lets retention remove scrapes, and drops what the tree no longer needs of them.
     *
     * @param through sequence up to which it may; never beyond what is signed
     * @param trim removes them up to the sequence that it is given and says how many it removed
     * @return what {@code trim} says
     */
    long retire(long through, LongUnaryOperator trim) {
        lock.writeLock().lock();
        try {
            long allowed = Math.min(through, signed());
            files.retire(allowed);
            long removed = trim.applyAsLong(allowed);
            files.prune(log.trimmed(shard));
            return removed;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Last sequence of the tree of that size, at least 1. */
    long lastSequence(long size) {
        return Math.max(files.began(), files.tiles().lastSequence(size - 1));
    }
}
