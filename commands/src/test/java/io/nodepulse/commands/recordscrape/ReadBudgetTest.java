package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

class ReadBudgetTest {

    private final ReadBudget twoSteps = new ReadBudget(2 * ReadBudget.STEP, Duration.ZERO);

    private static long read(ReadBudget.Claim claim, int bytes) throws IOException {
        return claim.charge(new ByteArrayInputStream(new byte[bytes])).readAllBytes().length;
    }

    @Test
    void pushesShareTheBudgetUntilTheyAreDone() throws IOException {
        ReadBudget.Claim first = twoSteps.claim();
        assertThat(read(first, ReadBudget.STEP)).isEqualTo(ReadBudget.STEP);
        try (ReadBudget.Claim second = twoSteps.claim()) {
            assertThat(read(second, 1)).isEqualTo(1);
            assertThatThrownBy(() -> read(second, ReadBudget.STEP))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains(CommandRefusal.BUSY.tag()));
            first.close();
            assertThat(read(second, 1)).isEqualTo(1);
        }
        try (ReadBudget.Claim third = twoSteps.claim()) {
            assertThat(read(third, 2 * ReadBudget.STEP)).isEqualTo(2 * ReadBudget.STEP);
        }
    }
}
