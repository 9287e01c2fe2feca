package io.nodepulse.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopSignalTest {

    private final StopSignal signal = new StopSignal();

    @Test
    void waitsItsTime() throws InterruptedException {
        long began = System.nanoTime();
        assertThat(signal.await(20)).isFalse();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(19_000_000L);
        assertThat(signal.await(-1)).isFalse();
    }

    @Test
    void endsEveryWaitOnceItIsGiven() throws InterruptedException {
        Thread stopper = Thread.ofPlatform().start(signal::stop);
        assertThat(signal.await(60_000)).isTrue();
        assertThat(signal.await(60_000)).isTrue();
        assertThat(signal.isStopped()).isTrue();
        stopper.join();
    }
}
