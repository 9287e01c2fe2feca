package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nodepulse.projections.TestReadModel;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.Random;

class PackedTableTest {

    private static final int SEEDS = 500;

    @Test
    void theFormatIsAsDrawn() {
        long[][] columns = {{7, 300}, {0, 0}, {1, 2}};
        assertThat(HexFormat.of().formatHex(PackedTable.pack(columns)))
                .isEqualTo(
                        "01"
                                + "03"
                                + "00000002" // format, columns, rows
                                + "02"
                                + "00000015"
                                + "00"
                                + "00000019"
                                + "01"
                                + "00000019"
                                + "0007"
                                + "012c"
                                + "01"
                                + "02");
    }

    @Test
    void whateverIsPackedComesOutAgain() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            long[][] columns = random(random);
            assertThat(PackedTable.unpack(PackedTable.pack(columns), columns.length))
                    .as("seed %d", seed)
                    .isDeepEqualTo(columns);
        }
    }

    @Test
    void sqlReadsTheSameCells() {
        try (TestReadModel database = TestReadModel.create()) {
            for (int seed = 0; seed < 20; seed++) {
                long[][] columns = random(new Random(seed));
                byte[] cells = PackedTable.pack(columns);
                for (int c = 0; c < columns.length; c++) {
                    for (int i = 0; i < columns[c].length; i++) {
                        assertThat(
                                        database.jdbc()
                                                .queryForObject(
                                                        "SELECT admiral.cell(?, ?, ?)",
                                                        Long.class,
                                                        cells,
                                                        c,
                                                        i))
                                .as("seed %d, column %d, row %d", seed, c, i)
                                .isEqualTo(columns[c][i]);
                    }
                }
            }
        }
    }

    @Test
    void aColumnThatATableLacksIsAllZeros() {
        byte[] cells = PackedTable.pack(new long[][] {{7, 300}, {1, 2}});
        assertThat(PackedTable.unpack(cells, 3))
                .isDeepEqualTo(new long[][] {{7, 300}, {1, 2}, {0, 0}});
        try (TestReadModel database = TestReadModel.create()) {
            String cell = "SELECT admiral.cell(?, ?, 1)";
            assertThat(database.jdbc().queryForObject(cell, Long.class, cells, 1)).isEqualTo(2);
            assertThat(database.jdbc().queryForObject(cell, Long.class, cells, 2)).isZero();
        }
    }

    @Test
    void otherTablesAreRefused() {
        byte[] cells = PackedTable.pack(new long[3][5]);
        assertThatIllegalArgumentException().isThrownBy(() -> PackedTable.unpack(cells, 2));
        cells[0] = 2;
        assertThatIllegalArgumentException().isThrownBy(() -> PackedTable.unpack(cells, 3));
    }

    private static long[][] random(Random random) {
        long[][] columns = new long[random.nextInt(1, 15)][random.nextInt(0, 12)];
        for (long[] column : columns) {
            long mask = -1L >>> random.nextInt(0, Long.SIZE);
            for (int i = 0; i < column.length; i++) {
                column[i] = random.nextLong() & mask;
            }
        }
        return columns;
    }
}
