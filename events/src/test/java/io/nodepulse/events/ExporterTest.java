package io.nodepulse.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.Figure.Type;
import io.nodepulse.events.Figure.Unit;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the tables of exporters and figures must have for their rows to be told apart. */
class ExporterTest {

    private static List<? extends FigureTable<?>> tables() {
        return Arrays.stream(Exporter.values())
                .flatMap(exporter -> exporter.figures().stream())
                .toList();
    }

    @Test
    void exportersAreToldApart() {
        assertThat(Arrays.stream(Exporter.values()).map(Exporter::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Exporter.values()).map(Exporter::field)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Exporter.values()).map(Exporter::sampleType))
                .doesNotHaveDuplicates();
    }

    /** The kinds that are no figures, as they are drawn: facts, keyframes, deltas, unreadable. */
    @Test
    void entriesAndLeavesAreToldApart() {
        assertThat(
                        Stream.concat(
                                Stream.of(1, 2, 3, 5),
                                tables().stream().map(FigureTable::entryKind)))
                .doesNotHaveDuplicates()
                .allMatch(kind -> kind < 128);
        assertThat(Stream.concat(Stream.of(1, 2), tables().stream().map(FigureTable::leafKind)))
                .doesNotHaveDuplicates()
                .allMatch(kind -> kind < 128);
    }

    @Test
    void constantsAreCalledLikeTheirFigures() {
        for (FigureTable<?> table : tables()) {
            for (Enum<?> metric : table.metrics()) {
                assertThat(((Metric) metric).field())
                        .isEqualTo(metric.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Codes 1 to 42 are of the first host figures: written ones must go on meaning the same. */
    @Test
    void codesOfHostFiguresStay() {
        assertThat(HostMetric.values()).hasSizeGreaterThanOrEqualTo(42);
        for (HostMetric metric : List.of(HostMetric.values()).subList(0, 42)) {
            assertThat(metric.code()).as(metric.field()).isEqualTo(metric.ordinal() + 1);
        }
    }

    @Test
    void figuresSayTheirUnit() {
        refused(1, "pressure", Unit.SECONDS);
        refused(1, "pressure_stall_seconds", Unit.COUNT);
        refused(1, "memory_dirty", Unit.BYTES);
        refused(1, "Memory_dirty_bytes", Unit.BYTES);
        refused(1, "memory_dirty_bytes, x", Unit.BYTES);
        refused(0, "memory_dirty_bytes", Unit.BYTES);
        assertThat(new Figure(1, "memory_dirty_bytes", Kind.GAUGE, Unit.BYTES, Type.WHOLE).field())
                .isEqualTo("memory_dirty_bytes");
    }

    private static void refused(int code, String field, Unit unit) {
        assertThatThrownBy(() -> new Figure(code, field, Kind.GAUGE, unit, Type.REAL))
                .as(field)
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The same of the figures of processes. */
    @Test
    void codesOfProcessFiguresStay() {
        for (ProcessMetric metric : ProcessMetric.values()) {
            assertThat(metric.code()).as(metric.field()).isEqualTo(metric.ordinal() + 1);
            assertThat(metric.field()).isEqualTo(metric.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void processFiguresAreNeverNegativeNorFractionsWhereTheyCount() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ProcessMetric.WORST_FD_RATIO.require(bad))
                    .isInstanceOf(InvalidFieldException.class);
        }
        for (double bad : new double[] {0.5, 0x1p53 + 2, -1, Double.NaN}) {
            assertThatThrownBy(() -> ProcessMetric.READ_BYTES.require(bad))
                    .isInstanceOf(InvalidFieldException.class);
        }
        ProcessMetric.READ_BYTES.require(0x1p53);
        ProcessMetric.WORST_FD_RATIO.require(0.5);
    }
}
