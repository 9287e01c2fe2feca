package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class RunningTest {

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void endsInReverseOrderAndOnce() throws InterruptedException {
        Running running = new Running(Duration.ofSeconds(10));
        add(running, "engine");
        add(running, "service");
        running.close();
        running.close();
        running.awaitEnd();
        assertThat(said).containsExactly("end service", "end engine");
    }

    @Test
    void killsWhatCannotBeEndedInOrder() {
        Running running = new Running(Duration.ofSeconds(10));
        add(running, "engine");
        AutoCloseable failing =
                () -> {
                    throw new IllegalStateException("stuck");
                };
        running.add("service", failing, () -> said.add("kill service"));
        running.close();
        assertThat(said).containsExactly("kill service", "end engine");
    }

    @Test
    void killsAllWhenTheTimeIsOver() {
        Running running = new Running(Duration.ofMillis(50));
        add(running, "engine");
        CountDownLatch never = new CountDownLatch(1);
        running.add("service", never::await, () -> said.add("kill service"));
        running.close();
        assertThat(said).containsExactly("kill service", "kill engine");
    }

    @Test
    void killsWhatStartsTooLate() {
        Running running = new Running(Duration.ofSeconds(10));
        running.close();
        assertThatThrownBy(() -> add(running, "late")).isInstanceOf(IllegalStateException.class);
        assertThat(said).containsExactly("kill late");
    }

    private void add(Running running, String name) {
        running.add(name, () -> said.add("end " + name), () -> said.add("kill " + name));
    }
}
