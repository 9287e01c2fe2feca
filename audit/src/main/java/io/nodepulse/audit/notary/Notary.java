package io.nodepulse.audit.notary;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.NoteSignature;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Signs what the event store said and proves it afterwards, from a folder of its own. Thread-safe;
 * closing lets another process have the folder.
 */
public final class Notary implements AutoCloseable {

    private final NotaryFolder folder;
    private final AppendLog log;
    private final List<ShardNotary> shards = new ArrayList<>();
    private volatile IntConsumer sealed = shard -> {};

    private Notary(NotaryFolder folder, AppendLog log) {
        this.folder = folder;
        this.log = log;
    }

    /**
     * Opens the folder, or makes it.
     *
     * @throws NotaryException if it cannot be used
     */
    public static Notary open(Path directory, Optional<String> logName, AppendLog log) {
        NotaryFolder folder = NotaryFolder.open(directory);
        try {
            String name = folder.logName(logName);
            KeyRing keys = KeyRing.open(directory, name);
            Notary notary = new Notary(folder, log);
            for (int shard = 0; shard < log.shards(); shard++) {
                ShardFiles files =
                        ShardFiles.open(directory.resolve("shard-" + shard), log.trimmed(shard));
                notary.shards.add(new ShardNotary(shard, name + "/" + shard, log, keys, files));
            }
            if (keys.isRotating()
                    && notary.shards.stream().allMatch(shard -> shard.stopped().isEmpty())) {
                keys.endRotation();
            }
            notary.shards.stream()
                    .filter(shard -> shard.stopped().isEmpty())
                    .forEach(ShardNotary::keepNumbers);
            return notary;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Replaces the key in a folder that no service has open; the next start signs with both.
     *
     * @return the new key
     */
    public static VerifierKey rotateKey(Path directory) {
        try (NotaryFolder folder = NotaryFolder.open(directory)) {
            return KeyRing.rotate(directory, folder.logName(Optional.empty()));
        }
    }

    /** How many shards there are. */
    public int shards() {
        return shards.size();
    }

    /**
     * Signs what came to that shard since its last checkpoint, and keeps the numbers of what is
     * signed from being given out again.
     *
     * @return how many appends
     */
    public long seal(int shard) {
        long appends = shards.get(shard).seal();
        sealed.accept(shard);
        return appends;
    }

    /** Who is told the shard after each round of sealing, also one that found nothing new. */
    void whenSealed(IntConsumer listener) {
        sealed = listener;
    }

    /** Why that shard is not sealed at the moment, if it is not. */
    public Optional<Finding> stopped(int shard) {
        return shards.get(shard).stopped();
    }

    /** Why the last round of that shard could not write down what it signed, if it could not. */
    public Optional<String> failure(int shard) {
        return shards.get(shard).failure();
    }

    /** Sequence up to which that shard is signed. */
    public long signed(int shard) {
        return shards.get(shard).signed();
    }

    /**
     * The end of that shard's signed history, where the store was put back to an older copy that
     * does not hold it and nothing was appended since. Says nothing of what else may be missing.
     */
    public Optional<LostTail> lostTail(int shard) {
        return new TailCheck(shards.get(shard)).run();
    }

    /**
     * Lets retention remove scrapes of that shard, never beyond what is signed.
     *
     * @param through sequence up to which it may
     * @param trim removes them up to the sequence that it is given and says how many it removed
     * @return what {@code trim} says
     */
    public long retire(int shard, long through, LongUnaryOperator trim) {
        return shards.get(shard).retire(through, trim);
    }

    /** Does something with that shard while nothing of it is retired. */
    public <T> T whileNothingRetires(int shard, Supplier<T> work) {
        Lock reading = shards.get(shard).lock().readLock();
        reading.lock();
        try {
            return work.get();
        } finally {
            reading.unlock();
        }
    }

    /**
     * Recomputes that shard's tree.
     *
     * @param noted checkpoints that were noted elsewhere; those of other shards are passed over
     * @param progress told the sequence up to which all is compared
     */
    public TreeVerdict verify(int shard, List<SignedNote> noted, LongConsumer progress) {
        ShardNotary verified = shards.get(shard);
        return new TreeVerification(verified)
                .run(
                        noted.stream()
                                .filter(
                                        note ->
                                                Checkpoint.of(note)
                                                        .origin()
                                                        .equals(verified.origin()))
                                .toList(),
                        progress);
    }

    /**
     * The shard of a checkpoint that was noted elsewhere.
     *
     * @throws NoteException if it is no checkpoint of this notary, or not signed by its key
     */
    public int shardOf(SignedNote note) {
        String origin = Checkpoint.of(note).origin();
        for (ShardNotary shard : shards) {
            if (shard.origin().equals(origin)) {
                note.verify(shard.keys().known(origin));
                return shard.shard();
            }
        }
        throw new NoteException("line 1: the checkpoint is of another log, " + origin);
    }

    /** The newest checkpoint of that shard with what witnesses added, if there is one. */
    public Optional<SignedNote> newest(int shard) {
        return proofs(shard).newest();
    }

    /** What of that shard's signed history can be shown. */
    public ShardProofs proofs(int shard) {
        return new ShardProofs(shards.get(shard), log);
    }

    /** The key that signs that shard's checkpoints, then those that did before. */
    public List<VerifierKey> keys(int shard) {
        ShardNotary notary = shards.get(shard);
        return notary.keys().known(notary.origin());
    }

    /** Keeps what witnesses answered on that shard's checkpoint of that size. */
    void addCosignatures(int shard, long size, List<NoteSignature> signatures) {
        shards.get(shard).files().checkpoints().addCosignatures(size, signatures);
    }

    @Override
    public void close() {
        folder.close();
    }
}
