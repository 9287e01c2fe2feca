package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.LeafRow;
import io.nodepulse.audit.merkle.LeafTile;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The signed leaves of a shard from an index on, also those that were lost since; where retention
 * took a tile, the hash over it; where it took one that was begun, nothing. Reads a tile at a time;
 * belongs to one thread.
 */
public final class SignedRange {

    private static final int TILE = SignedLeaves.PER_TILE;
    private static final int TILE_HEIGHT = Integer.numberOfTrailingZeros(TILE);

    private final ShardFiles files;
    private final long end;

    /** Sequence of the first event of each run, by the index of its first leaf. */
    private final Map<Long, Long> runBegins = new HashMap<>();

    private @Nullable LeafTile tile;
    private long index;

    SignedRange(ShardFiles files, long first) {
        this.files = files;
        this.end = files.signedSize();
        files.runs().forEach(run -> runBegins.put(run.firstLeaf(), run.first()));
        this.index = first;
    }

    /**
     * A leaf, or a tile of them that retention took.
     *
     * @param index of the first leaf
     * @param height it is {@code 1 << height} leaves
     * @param hash over them
     * @param lastSequence of the leaf; 0 for a tile
     * @param runBegins sequence of its first event, where an epoch begins with it
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on as it is, compared by its bytes
    public record Node(
            long index, int height, byte[] hash, long lastSequence, OptionalLong runBegins) {}

    /** The next leaf or tile, nothing at the end of what is signed. */
    public Optional<Node> next() {
        while (index < end) {
            long inTile = index % TILE;
            LeafTile current = tileAt(index / TILE);
            if (current != null) {
                Node node = leaf(current.row((int) inTile));
                index++;
                return Optional.of(node);
            }
            if (inTile == 0) {
                byte[] hash = files.tiles().node(TILE_HEIGHT, index / TILE);
                Node node = new Node(index, TILE_HEIGHT, hash, 0, OptionalLong.empty());
                index += TILE;
                return Optional.of(node);
            }
            // Nothing can be said of the rest of a tile of which nothing is left.
            index += TILE - inTile;
        }
        return Optional.empty();
    }

    private @Nullable LeafTile tileAt(long number) {
        LeafTile current = tile;
        if (current == null || current.first() != number * TILE) {
            current = files.tiles().leaves(number).orElse(null);
            tile = current;
        }
        return current;
    }

    private Node leaf(LeafRow row) {
        Long begins = runBegins.get(index);
        return new Node(
                index,
                0,
                row.hash(),
                row.lastSequence(),
                begins == null ? OptionalLong.empty() : OptionalLong.of(begins));
    }
}
