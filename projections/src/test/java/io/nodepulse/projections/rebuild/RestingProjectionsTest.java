package io.nodepulse.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A projection whose database is away in the moment in which it is to go on. */
class RestingProjectionsTest {

    private final ShardProcessor first = mock(ShardProcessor.class);
    private final ShardProcessor second = mock(ShardProcessor.class);
    private final RestingProjections served =
            new RestingProjections(List.of(new Projection("hosts", List.of(first, second))));

    @BeforeEach
    void rest() {
        for (ShardProcessor processor : List.of(first, second)) {
            when(processor.stop()).thenReturn(CompletableFuture.completedFuture(null));
            doAnswer(
                            started -> {
                                when(processor.isRunning()).thenReturn(true);
                                return null;
                            })
                    .when(processor)
                    .start();
        }
        served.rest("hosts");
    }

    @Test
    void itRestsUntilAllOfItRuns() {
        doThrow(new IllegalStateException("the database does not answer"))
                .doNothing()
                .when(second)
                .start();

        assertThatThrownBy(() -> served.wake("hosts")).hasMessageContaining("does not answer");
        served.wakeAllBut(Set.of());

        verify(first, times(1)).start();
        verify(first, times(1)).forget();
        verify(second, times(2)).start();
        served.wakeAllBut(Set.of());
        verify(second, times(2)).start();
    }

    @Test
    void whatIsBeingRebuiltIsNotWoken() {
        served.wakeAllBut(Set.of("hosts"));

        verify(first, never()).start();
    }
}
