package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.LeafRow;
import io.nodepulse.audit.merkle.LeafTile;
import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.events.wire.LeafFormat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One round of sealing: reads on from what was signed, checks that it follows, and brings it into
 * the tree. The next page is read while one is hashed and written. Belongs to one thread.
 */
final class SealRound {

    /** Appends of a read: some megabytes of leaves. */
    static final int PAGE = 1_000;

    /** Appends after which a checkpoint is signed although more are there: some hundred tiles. */
    private static final int PER_CHECKPOINT = 50_000;

    private final int shard;
    private final AppendLog log;
    private final ShardFiles files;
    private final TreeHash hash = new TreeHash();

    SealRound(int shard, AppendLog log, ShardFiles files) {
        this.shard = shard;
        this.log = log;
        this.files = files;
    }

    /**
     * Seals all that is there.
     *
     * @param sign signs the tree of that size
     * @return what does not follow, if something does not; all before it is sealed
     */
    Optional<Finding> run(LongConsumer sign) {
        long size = files.tiles().size();
        files.dropRunsFrom(size);
        long position = size == 0 ? 0 : files.tiles().lastSequence(size - 1);
        SignedContinuity continuity =
                new SignedContinuity(files.began(), position, files.runs(), log.epochs(shard));
        if (continuity.isAnchored()) {
            Optional<Finding> finding = checkAnchor(position, size);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return readOn(continuity, sign);
    }

    /** The last signed append is there as it was signed, unless retention took it. */
    private Optional<Finding> checkAnchor(long position, long size) {
        List<Appended> found = log.after(shard, position - 1, 1);
        if (found.isEmpty() || found.getFirst().lastSequence() != position) {
            return position <= files.retired()
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(
                                    Kind.MISSING,
                                    position,
                                    position,
                                    "it was signed last, and no epoch says what became of it"));
        }
        long index = size - 1;
        Optional<LeafTile> tile = files.tiles().leaves(index / 256);
        Appended anchor = found.getFirst();
        Optional<byte[]> leaf = anchor.leaf();
        boolean same =
                tile.isEmpty()
                        || leaf.isEmpty()
                        || Arrays.equals(
                                tile.get().row((int) (index % 256)).hash(), hash.leaf(leaf.get()));
        return same
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                Kind.ALTERED,
                                anchor.firstSequence(),
                                position,
                                "it is not what was signed last"));
    }

    private Optional<Finding> readOn(SignedContinuity continuity, LongConsumer sign) {
        long signed = files.signedSize();
        Optional<Finding> finding = Optional.empty();
        try (PageReader pages = new PageReader(log, shard, continuity.readFrom(), PAGE)) {
            for (List<Appended> page = pages.next();
                    !page.isEmpty() && finding.isEmpty();
                    page = pages.next()) {
                finding = take(page, continuity);
                if (files.tiles().size() - signed >= PER_CHECKPOINT) {
                    signed = close(sign);
                }
            }
        }
        if (files.tiles().size() > signed) {
            close(sign);
        }
        return finding;
    }

    private long close(LongConsumer sign) {
        files.tiles().sync();
        sign.accept(files.tiles().size());
        return files.tiles().size();
    }

    private Optional<Finding> take(List<Appended> page, SignedContinuity continuity) {
        List<byte[]> hashes =
                page.parallelStream().map(append -> new TreeHash().leaf(leaf(append))).toList();
        List<LeafRow> rows = new ArrayList<>(page.size());
        for (Appended append : page) {
            byte[] leafHash = hashes.get(rows.size());
            long index = files.tiles().size() + rows.size();
            Optional<Finding> finding = continuity.take(append, index);
            if (finding.isPresent()) {
                files.tiles().append(rows);
                return finding;
            }
            continuity.started().ifPresent(files::begin);
            rows.add(new LeafRow(leafHash, append.lastSequence(), append.fact()));
        }
        files.tiles().append(rows);
        return Optional.empty();
    }

    /** The append's leaf; where its keyframe went before it was ever signed, only its place. */
    static byte[] leaf(Appended append) {
        return append.leaf()
                .orElseGet(
                        () ->
                                LeafFormat.unreadable(
                                        append.lastSequence(),
                                        append.epoch(),
                                        append.count(),
                                        new byte[0]));
    }
}
