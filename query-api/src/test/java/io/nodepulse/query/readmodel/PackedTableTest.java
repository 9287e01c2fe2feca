package io.nodepulse.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.query.testing.PackedTables;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class PackedTableTest {

    @Test
    void readsTheDrawnFormat() {
        String format1Columns2Rows2 = "01 02 00000002";
        String width1At16 = "01 00000010";
        String width2At18 = "02 00000012";
        String values = "05 ff 0001 fffe";
        PackedCells table =
                new PackedCells(
                        HexFormat.of()
                                .parseHex(
                                        (format1Columns2Rows2 + width1At16 + width2At18 + values)
                                                .replace(" ", "")));
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.column(0)).containsExactly(5, 255);
        assertThat(table.column(1)).containsExactly(1, 0xfffe);
        assertThat(table.value(1, 1)).isEqualTo(0xfffe);
        assertThat(table.find(0, 255)).isEqualTo(1);
        assertThat(table.find(0, 6)).isNegative();
    }

    @Test
    void readsColumnsOfEveryWidth() {
        Random random = new Random(3);
        for (int bits = 0; bits < 64; bits++) {
            long bound = 1L << bits;
            List<long[]> rows =
                    IntStream.range(0, 1 + random.nextInt(20))
                            .mapToObj(
                                    i -> new long[] {i, random.nextLong() & (bound - 1), bound - 1})
                            .toList();
            PackedCells table = new PackedCells(PackedTables.encode(3, rows));
            for (int column = 0; column < 3; column++) {
                int at = column;
                assertThat(table.column(column))
                        .containsExactly(rows.stream().mapToLong(row -> row[at]).toArray());
            }
            assertThat(table.find(0, rows.size() - 1)).isEqualTo(rows.size() - 1);
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> new PackedCells(new byte[3])).hasMessageContaining("format");
        assertThatThrownBy(() -> new PackedCells(new byte[20])).hasMessageContaining("format");
    }

    @Test
    void aColumnThatATableLacksIsAllZeros() {
        PackedCells table =
                new PackedCells(
                        PackedTables.encode(2, List.of(new long[] {1, 2}, new long[] {3, 4})));
        assertThat(table.column(1)).containsExactly(2, 4);
        assertThat(table.column(2)).containsExactly(0, 0);
        assertThat(table.value(2, 1)).isZero();
    }
}
