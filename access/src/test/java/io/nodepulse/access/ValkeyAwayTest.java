package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;

import org.junit.jupiter.api.Test;

/** What a caller is told where Valkey says nothing, whoever asked it. */
class ValkeyAwayTest {

    @Test
    void aControllerThatLetsTheClientsExceptionOutIsAnsweredAsAwayNotAsBroken() {
        try (RunningAccess app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(), "nodepulse.access.reading=open")) {
            Answer answer = Browser.of(app).get("/api/projections");

            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("retry-after", "5");
            assertThat(answer.body()).contains("the event store does not answer at the moment");
        }
    }
}
