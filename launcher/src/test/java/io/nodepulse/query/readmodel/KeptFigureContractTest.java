package io.nodepulse.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Figure;
import io.nodepulse.events.ProcessMetric;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/**
 * The query API shares no code with who writes what it reads: here its table of the optional
 * figures of processes is held against that of the events.
 */
class KeptFigureContractTest {

    @Test
    void everyFigureThatHasASumCanBeRead() {
        assertThat(Arrays.stream(KeptFigure.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(ProcessMetric.values())
                                .filter(metric -> metric != ProcessMetric.OLDEST_START_SECONDS)
                                .map(Enum::name)
                                .toList());
    }

    @Test
    void figuresAreReadAsTheyAreStored() {
        for (KeptFigure read : KeptFigure.values()) {
            ProcessMetric stored = ProcessMetric.valueOf(read.name());
            assertThat(read.code()).as(read.name()).isEqualTo(stored.code());
            assertThat(read.isCounter())
                    .as(read.name())
                    .isEqualTo(stored.figure().kind() == Figure.Kind.COUNTER);
            assertThat(read.perOne())
                    .as(read.name())
                    .isEqualTo(stored.figure().type() == Figure.Type.REAL ? 1e6 : 1);
        }
    }
}
