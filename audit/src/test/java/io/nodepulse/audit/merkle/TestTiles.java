package io.nodepulse.audit.merkle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tiles over given leaves; append {@code i} ends at sequence {@code 10 (i + 1)}. */
final class TestTiles {

    private TestTiles() {}

    static Tiles of(Path folder, List<byte[]> leaves) throws IOException {
        Tiles tiles = Tiles.open(folder, 0);
        append(tiles, leaves, leaves.size());
        return tiles;
    }

    /** Appends those leaves in batches of at most that size; every 1,000th is kept for ever. */
    static void append(Tiles tiles, List<byte[]> leaves, int batch) {
        TreeHash hash = new TreeHash();
        List<LeafRow> rows = new ArrayList<>();
        for (byte[] leaf : leaves) {
            long index = tiles.size() + rows.size();
            rows.add(new LeafRow(hash.leaf(leaf), 10 * (index + 1), index % 1000 == 999));
            if (rows.size() == batch) {
                tiles.append(rows);
                rows.clear();
            }
        }
        tiles.append(rows);
        tiles.sync();
    }
}
