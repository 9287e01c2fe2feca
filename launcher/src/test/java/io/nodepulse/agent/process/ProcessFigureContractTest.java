package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Figure;
import io.nodepulse.events.ProcessMetric;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The agent knows nothing of the events: here, where both are at hand, its table of the figures of
 * a process group is held against theirs.
 */
class ProcessFigureContractTest {

    @Test
    void theAgentSendsEveryFigureThatIsKeptAndNoOther() {
        List<String> kept = new ArrayList<>(List.of("num_procs", "cpu_seconds", "memory_bytes"));
        Arrays.stream(ProcessMetric.values()).map(ProcessMetric::field).forEach(kept::add);
        assertThat(Arrays.stream(ProcessFigure.values()).map(ProcessFigure::field))
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void figuresAreOfTheKindAndTypeThatIsKept() {
        for (ProcessFigure sent : ProcessFigure.values()) {
            // SourceGroup and SentGroup have tables of the counters alone.
            assertThat(sent.isCounter() && sent.ordinal() >= ProcessFigure.COUNTERS_END).isFalse();
            if (!sent.isRequired()) {
                Figure kept = ProcessMetric.valueOf(sent.name()).figure();
                assertThat(sent.isCounter())
                        .as(sent.field())
                        .isEqualTo(kept.kind() == Figure.Kind.COUNTER);
                assertThat(sent.isWhole())
                        .as(sent.field())
                        .isEqualTo(kept.type() == Figure.Type.WHOLE);
            }
        }
    }
}
