package io.nodepulse.audit.merkle;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The hashes of one shard's tree in files of 256, and beside them where each append ends.
 *
 * <pre>
 * tile/0/…      hashes of the leaves (32 bytes each)
 * tile/L/…      hash over each full tile of level L - 1 (32 bytes each)
 * sequence/0/…  last sequence of each leaf, top bit set if it is kept for ever (8 bytes each)
 * sequence/1/…  last sequence of the last leaf of each full level-0 tile (8 bytes each)
 * </pre>
 *
 * One thread appends, syncs and prunes; any number read at the same time what is in the tree.
 */
public final class Tiles implements NodeHashes {

    static final int TILE_HEIGHT = 8;
    static final int LEVELS = 7;

    private final List<FixedWidthFiles> levels = new ArrayList<>();
    private final FixedWidthFiles sequences;
    private final FixedWidthFiles tileEnds;
    private final UnsyncedFiles unsynced = new UnsyncedFiles();
    private final TreeHash hash = new TreeHash();
    private long pruned;

    private Tiles(Path folder, long size) throws IOException {
        for (int level = 0; level < LEVELS; level++) {
            levels.add(
                    new FixedWidthFiles(
                            folder.resolve("tile/" + level),
                            TreeHash.BYTES,
                            size >>> level * TILE_HEIGHT));
        }
        sequences = new FixedWidthFiles(folder.resolve("sequence/0"), Long.BYTES, size);
        tileEnds =
                new FixedWidthFiles(folder.resolve("sequence/1"), Long.BYTES, size >>> TILE_HEIGHT);
    }

    /**
     * The tiles in that folder, cut back to a tree of that size.
     *
     * @throws IOException if they do not reach that far
     */
    public static Tiles open(Path folder, long size) throws IOException {
        return new Tiles(folder, size);
    }

    /** How many leaves were appended. */
    public long size() {
        return levels.getFirst().count();
    }

    /**
     * Appends leaves; they are on disk after the next {@link #sync}.
     *
     * @throws UncheckedIOException if they cannot be written, as on a full disk: none of them is in
     *     the tree then
     */
    public void append(List<LeafRow> rows) {
        long before = size();
        try {
            appendAll(rows);
        } catch (UncheckedIOException e) {
            cutBack(before, e);
            throw e;
        }
    }

    /** Files of one row are written one after the other: all of them end at the same leaf again. */
    private void cutBack(long size, UncheckedIOException why) {
        sequences.cutBack(size, why);
        tileEnds.cutBack(size >>> TILE_HEIGHT, why);
        for (int level = 0; level < LEVELS; level++) {
            levels.get(level).cutBack(size >>> level * TILE_HEIGHT, why);
        }
        unsynced.forgetMissing();
    }

    private void appendAll(List<LeafRow> rows) {
        int next = 0;
        while (next < rows.size()) {
            int room = FixedWidthFiles.PER_FILE - (int) (size() % FixedWidthFiles.PER_FILE);
            int end = Math.min(rows.size(), next + room);
            appendToTile(rows.subList(next, end));
            next = end;
        }
    }

    private void appendToTile(List<LeafRow> rows) {
        ByteBuffer hashes = ByteBuffer.allocate(rows.size() * TreeHash.BYTES);
        ByteBuffer ends = ByteBuffer.allocate(rows.size() * Long.BYTES);
        for (LeafRow row : rows) {
            hashes.put(row.hash());
            ends.putLong(row.lastSequence() | (row.fact() ? LeafTile.FACT : 0));
        }
        sequences.append(ends.array(), ends.capacity(), unsynced);
        levels.getFirst().append(hashes.array(), hashes.capacity(), unsynced);
        if (size() % FixedWidthFiles.PER_FILE == 0) {
            ByteBuffer end = ByteBuffer.allocate(Long.BYTES);
            tileEnds.append(
                    end.putLong(rows.getLast().lastSequence()).array(), Long.BYTES, unsynced);
            closeTiles();
        }
    }

    /** Brings the hash of each tile that has just become full to the level above. */
    private void closeTiles() {
        for (int level = 0; level + 1 < LEVELS; level++) {
            long count = levels.get(level).count();
            if (count % FixedWidthFiles.PER_FILE != 0) {
                return;
            }
            byte[] tile = tile(level, count / FixedWidthFiles.PER_FILE - 1);
            levels.get(level + 1)
                    .append(hash.root(tile, FixedWidthFiles.PER_FILE), TreeHash.BYTES, unsynced);
        }
    }

    /** Waits until all that was appended is on disk. */
    public void sync() {
        unsynced.sync();
    }

    @Override
    public byte[] node(int height, long index) {
        int level = height / TILE_HEIGHT;
        int inTile = height % TILE_HEIGHT;
        long first = index << inTile;
        byte[] tile = tile(level, first / FixedWidthFiles.PER_FILE);
        int from = (int) (first % FixedWidthFiles.PER_FILE) * TreeHash.BYTES;
        int hashes = 1 << inTile;
        if (tile.length < from + hashes * TreeHash.BYTES) {
            throw new IllegalStateException(
                    "no hash at height " + height + ", " + index + " of " + size() + " leaves");
        }
        byte[] range = Arrays.copyOfRange(tile, from, from + hashes * TreeHash.BYTES);
        return new TreeHash().root(range, hashes);
    }

    /** The hashes of that tile of that level, null if it was pruned or never begun. */
    byte @Nullable [] read(int level, long index) {
        return levels.get(level).read(index);
    }

    /**
     * The hashes of that tile of that level.
     *
     * @throws PrunedException if it was pruned or never begun
     */
    byte[] tile(int level, long index) {
        byte[] tile = read(level, index);
        if (tile == null) {
            throw new PrunedException(index * FixedWidthFiles.PER_FILE << level * TILE_HEIGHT);
        }
        return tile;
    }

    /** The leaves of that level-0 tile, or nothing if it was pruned or never begun. */
    public Optional<LeafTile> leaves(long tile) {
        byte[] hashes = levels.getFirst().read(tile);
        byte[] ends = sequences.read(tile);
        return hashes == null || ends == null
                ? Optional.empty()
                : Optional.of(new LeafTile(tile * FixedWidthFiles.PER_FILE, hashes, ends));
    }

    /** Last sequence of the leaf at that index; its tile may be pruned if it is the tile's last. */
    public long lastSequence(long index) {
        long tile = index / FixedWidthFiles.PER_FILE;
        int place = (int) (index % FixedWidthFiles.PER_FILE);
        if (place == FixedWidthFiles.PER_FILE - 1) {
            return tileEnd(tile);
        }
        return leaves(tile)
                .orElseThrow(() -> new PrunedException(tile * FixedWidthFiles.PER_FILE))
                .lastSequence(place);
    }

    /** Last sequence of the last leaf of that level-0 tile, which is full. */
    long tileEnd(long tile) {
        byte[] ends = tileEnds.read(tile / FixedWidthFiles.PER_FILE);
        if (ends == null) {
            throw new IllegalStateException("the ends of tile " + tile + " are gone");
        }
        return ByteBuffer.wrap(ends).getLong((int) (tile % FixedWidthFiles.PER_FILE) * Long.BYTES);
    }

    /**
     * Removes the level-0 tiles that end at or before that sequence and hold nothing that is kept
     * for ever. Their hashes stay in level 1.
     *
     * @param within only leaves before this index are looked at
     */
    public void prune(long sequence, long within) {
        for (;
                pruned < within / FixedWidthFiles.PER_FILE && tileEnd(pruned) <= sequence;
                pruned++) {
            long tile = pruned;
            if (leaves(tile).filter(leaves -> !leaves.holdsFact()).isPresent()) {
                sequences.remove(tile);
                levels.getFirst().remove(tile);
            }
        }
    }
}
