package io.nodepulse.projections.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import java.util.concurrent.CompletableFuture;

/** With processors that end late, as where a store does not answer. */
class RestartsTest {

    private final Restarts restarts = new Restarts();

    private static ShardProcessor processor(String name, CompletableFuture<Void> end) {
        ShardProcessor processor = mock(ShardProcessor.class);
        when(processor.name()).thenReturn(name);
        when(processor.stop()).thenReturn(end);
        return processor;
    }

    @Test
    void whoWasNotToBeginAnewIsLeftAlone() {
        ShardProcessor processor = processor("hosts-0", new CompletableFuture<>());

        assertThat(restarts.advance(processor)).isFalse();
        verify(processor, never()).stop();
        verify(processor, never()).start();
    }

    @Test
    void nobodyWaitsForTheEndOfAnother() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        ShardProcessor slow = processor("hosts-0", late);
        ShardProcessor quick = processor("hosts-1", CompletableFuture.completedFuture(null));
        restarts.begin(slow);
        restarts.begin(quick);

        assertThat(restarts.advance(slow)).isTrue();
        assertThat(restarts.advance(quick)).isTrue();
        verify(slow, never()).start();
        InOrder anew = inOrder(quick);
        anew.verify(quick).forget();
        anew.verify(quick).start();

        late.complete(null);
        assertThat(restarts.advance(slow)).isTrue();
        verify(slow).start();
        assertThat(restarts.advance(slow)).isFalse();
        assertThat(restarts.advance(quick)).isFalse();
    }
}
