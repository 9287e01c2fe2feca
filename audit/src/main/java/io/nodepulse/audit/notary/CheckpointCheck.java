package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.PrunedException;
import io.nodepulse.audit.merkle.TileCheck;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether checkpoints fit the tree: the newest of its own, and one that was noted elsewhere. */
final class CheckpointCheck {

    private final ShardNotary shard;
    private final ShardFiles files;

    CheckpointCheck(ShardNotary shard) {
        this.shard = shard;
        this.files = shard.files();
    }

    /** Recomputes the tree from its leaves up to the root that the note signs. */
    Optional<Finding> own(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.of(note);
        try {
            note.verify(shard.keys().known(shard.origin()));
        } catch (NoteException e) {
            return Optional.of(broken(files, "the newest checkpoint, " + e.getMessage()));
        }
        OptionalLong tile =
                new TileCheck(files.tiles(), files.retired()).firstBroken(checkpoint.size());
        if (tile.isPresent()) {
            return Optional.of(
                    broken(files, "the tile from append " + tile.getAsLong() + " on was changed"));
        }
        return Arrays.equals(shard.tree().root(checkpoint.size()), checkpoint.root())
                ? Optional.empty()
                : Optional.of(broken(files, "the tree has another root than was signed"));
    }

    static Finding broken(ShardFiles files, String detail) {
        long last = 0;
        long size = files.signedSize();
        if (size > 0) {
            last = files.tiles().lastSequence(size - 1);
        }
        return new Finding(Kind.CHECKPOINT_BROKEN, Math.min(files.began() + 1, last), last, detail);
    }

    /**
     * Whether a checkpoint that was noted elsewhere is of this history.
     *
     * @throws NoteException if none of this log's keys signed it
     */
    Optional<Finding> noted(SignedNote note) {
        note.verify(shard.keys().known(shard.origin()));
        Checkpoint noted = Checkpoint.of(note);
        long size = files.signedSize();
        long last = size == 0 ? 0 : shard.lastSequence(size);
        if (noted.size() > size) {
            return Optional.of(
                    new Finding(
                            Kind.OTHER_HISTORY,
                            last + 1,
                            last + 1,
                            "noted at size %d, this log has only %d appends"
                                    .formatted(noted.size(), size)));
        }
        return Arrays.equals(root(noted), noted.root())
                ? Optional.empty()
                : Optional.of(differs(noted));
    }

    private byte[] root(Checkpoint noted) {
        try {
            return shard.tree().root(noted.size());
        } catch (PrunedException e) {
            return files.checkpoints()
                    .ofSize(noted.size())
                    .map(kept -> Checkpoint.of(kept).root())
                    .orElse(new byte[0]);
        }
    }

    private Finding differs(Checkpoint noted) {
        long last = noted.size() == 0 ? 0 : lastSequence(noted.size());
        try {
            String ours = new Checkpoint(noted.origin(), noted.size(), root(noted)).rootText();
            return new Finding(
                    Kind.OTHER_HISTORY,
                    Math.min(files.began() + 1, last),
                    last,
                    "at size %d the root was noted as %s and is %s"
                            .formatted(noted.size(), noted.rootText(), ours));
        } catch (NoteException e) {
            return new Finding(
                    Kind.UNPROVABLE,
                    Math.min(files.began() + 1, last),
                    last,
                    "the tree at size %d was pruned with what was retired".formatted(noted.size()));
        }
    }

    private long lastSequence(long size) {
        try {
            return shard.lastSequence(size);
        } catch (PrunedException e) {
            return files.retired();
        }
    }
}
