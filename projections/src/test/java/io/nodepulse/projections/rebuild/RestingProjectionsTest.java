package io.nodepulse.projections.rebuild;

import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ShardProcessor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** With a projection of two shards. */
class RestingProjectionsTest {

    private final ShardProcessor first = mock(ShardProcessor.class);
    private final ShardProcessor second = mock(ShardProcessor.class);
    private final RestingProjections served =
            new RestingProjections(List.of(new Projection("hosts", List.of(first, second))));

    @BeforeEach
    void rest() {
        for (ShardProcessor processor : List.of(first, second)) {
            when(processor.shard()).thenReturn(processor == first ? 0 : 1);
            when(processor.stop()).thenReturn(CompletableFuture.completedFuture(null));
        }
        served.rest("hosts", List.of(0, 1));
    }

    @Test
    void whatRestsGoesOnWithNothingRemembered() {
        served.wakeAllBut(Set.of());
        served.wakeAllBut(Set.of());

        for (ShardProcessor processor : List.of(first, second)) {
            InOrder anew = inOrder(processor);
            anew.verify(processor).stop();
            anew.verify(processor).start();
            verify(processor, times(1)).start();
        }
    }

    @Test
    void othersGoOnWhereOneShardRests() {
        served.wake("hosts");
        clearInvocations(first, second);

        served.rest("hosts", List.of(1));
        served.wake("hosts");

        verify(first, never()).stop();
        verify(first, never()).start();
        verify(second).stop();
        verify(second).start();
    }

    @Test
    void whatIsBeingRebuiltIsNotWoken() {
        served.wakeAllBut(Set.of("hosts"));

        verify(first, never()).start();
    }
}
