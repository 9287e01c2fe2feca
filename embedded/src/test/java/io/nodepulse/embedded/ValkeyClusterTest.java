package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ValkeyClusterTest {

    private static final String KEY = "{np:0}:word";

    @TempDir private Path dir;

    @Test
    void redirectsFailsOverAndTakesNodesBack() throws IOException {
        try (ValkeyCluster cluster = ValkeyCluster.start(dir)) {
            List<Integer> ports =
                    Stream.of(cluster.uri().split(",", -1))
                            .map(u -> URI.create(u).getPort())
                            .toList();
            assertThat(ports).hasSize(6).doesNotHaveDuplicates();
            int first = cluster.ownerOf(KEY);
            assertThat(ValkeyClient.ask(ports.get(first), "SET " + KEY + " kept")).isEqualTo("OK");

            int second = (first + 1) % 3;
            cluster.moveSlotOf(KEY, second);
            assertThat(cluster.ownerOf(KEY)).isEqualTo(second);
            assertThatThrownBy(() -> ValkeyClient.ask(ports.get(first), "GET " + KEY))
                    .hasMessageStartingWith("MOVED")
                    .hasMessageEndingWith(":" + ports.get(second));
            assertThat(ValkeyClient.ask(ports.get(second), "WAIT 1 5000")).isEqualTo("1");

            cluster.killHard(second);
            await().until(() -> cluster.ownerOf(KEY) == second + 3);
            cluster.awaitServing();
            assertThat(ValkeyClient.ask(ports.get(second + 3), "GET " + KEY)).isEqualTo("kept");
            cluster.startAgain(second);
            await().until(
                            () ->
                                    ValkeyClient.ask(ports.get(second), "INFO replication")
                                            .contains("role:slave"));
        }
    }
}
