package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Each test leaves a cluster that is whole, whoever leads in it by then. */
class ValkeyClusterTest {

    private static final String KEY = "{np:0}:word";

    /** Some seconds; more on a machine with too much to do. */
    private static final Duration TAKEOVER = Duration.ofMinutes(1);

    private static final Pattern OFFSET = Pattern.compile("master_repl_offset:(\\d+)");

    @TempDir private static Path dir;
    private static ValkeyCluster cluster;
    private static List<Integer> ports;

    private int primary;
    private int replica;

    @BeforeAll
    static void start() {
        cluster = ValkeyCluster.start(dir);
        ports =
                Stream.of(cluster.uri().split(",", -1))
                        .map(address -> URI.create(address).getPort())
                        .toList();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void find() throws IOException {
        cluster.awaitWhole();
        primary = cluster.ownerOf(KEY);
        replica = cluster.mateOf(primary);
        set("kept");
        await().atMost(TAKEOVER).until(() -> replicaLacksBytes() == 0);
    }

    @Test
    void redirectsWhereASlotHasMoved() throws IOException {
        int second = cluster.primaryOf((primary + 1) % 3);
        cluster.moveSlotOf(KEY, second);
        assertThat(cluster.ownerOf(KEY)).isEqualTo(second);
        assertThatThrownBy(() -> ask(primary, "GET " + KEY))
                .hasMessageStartingWith("MOVED")
                .hasMessageEndingWith(":" + ports.get(second));
        assertThat(ask(second, "GET " + KEY)).isEqualTo("kept");
    }

    @Test
    void failsOverAndTakesTheNodeBack() throws IOException {
        assertThat(ports).hasSize(6).doesNotHaveDuplicates();
        cluster.killHard(primary);
        await().atMost(TAKEOVER).until(() -> cluster.ownerOf(KEY) == replica);
        cluster.awaitServing();
        assertThat(ask(replica, "GET " + KEY)).isEqualTo("kept");
        cluster.startAgain(primary);
        cluster.awaitWhole();
        assertThat(ask(primary, "INFO replication")).contains("role:slave");
    }

    /** What the primary alone had is gone, and nothing says so. */
    @ParameterizedTest
    @EnumSource(names = {"STALLED", "CUT"})
    void aReplicaThatLagsTakesOver(Flow flow) throws IOException {
        cluster.breakReplication(primary, flow);
        set("lost");
        assertThat(replicaLacksBytes()).isPositive();
        cluster.killHard(primary);
        await().atMost(TAKEOVER).until(() -> cluster.ownerOf(KEY) == replica);
        cluster.heal();
        cluster.startAgain(primary);
        cluster.awaitWhole();
        assertThat(cluster.ownerOf(KEY)).isEqualTo(replica);
        assertThat(ask(replica, "GET " + KEY)).isEqualTo("kept");
    }

    @Test
    void aReplicaCatchesUpWhenItIsLetTo() throws IOException {
        cluster.breakReplication(primary, Flow.STALLED);
        set("late");
        assertThat(replicaLacksBytes()).isPositive();
        cluster.heal();
        await().atMost(TAKEOVER).until(() -> replicaLacksBytes() == 0);
        cluster.killHard(primary);
        await().atMost(TAKEOVER).until(() -> cluster.ownerOf(KEY) == replica);
        assertThat(ask(replica, "GET " + KEY)).isEqualTo("late");
        cluster.startAgain(primary);
    }

    /** Both sides take writes for a while; those of the side that leads afterwards stay. */
    @Test
    void aNodeThatTheOthersDoNotHearIsReplaced() throws IOException {
        cluster.partition(primary);
        set("lost");
        await().atMost(TAKEOVER).until(() -> cluster.ownerOf(KEY) == replica);
        assertThatThrownBy(() -> set("refused")).hasMessageStartingWith("CLUSTERDOWN");
        cluster.heal();
        cluster.awaitWhole();
        assertThat(cluster.ownerOf(KEY)).isEqualTo(replica);
        assertThat(ask(replica, "GET " + KEY)).isEqualTo("kept");
    }

    @Test
    void aNodeThatClientsDoNotReachStaysInTheCluster() throws IOException {
        cluster.shutOut(primary);
        assertThatThrownBy(() -> ask(primary, "GET " + KEY))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(cluster.ownerOf(KEY)).isEqualTo(primary);
        cluster.heal();
        assertThat(ask(primary, "GET " + KEY)).isEqualTo("kept");
    }

    @Test
    void aFrozenPrimaryIsReplaced() throws IOException {
        try (Freeze freeze = cluster.freeze(primary)) {
            await().atMost(TAKEOVER).until(() -> cluster.ownerOf(KEY) == replica);
        }
        cluster.awaitWhole();
        assertThat(ask(primary, "INFO replication")).contains("role:slave");
    }

    @Test
    void anOlderCopyTakesThePlaceOfWhatBothNodesHad() throws IOException {
        Path copy = dir.resolve("copy");
        cluster.copyData(primary, copy);
        set("lost");
        await().atMost(TAKEOVER).until(() -> replicaLacksBytes() == 0);
        for (int node : new int[] {primary, replica}) {
            cluster.killHard(node);
        }
        for (int node : new int[] {primary, replica}) {
            cluster.restoreData(node, copy);
            cluster.startAgain(node);
        }
        cluster.awaitWhole();
        assertThat(ask(cluster.ownerOf(KEY), "GET " + KEY)).isEqualTo("kept");
    }

    /** WAIT would not tell: it looks at what its own connection has written. */
    private long replicaLacksBytes() throws IOException {
        return offset(primary) - offset(replica);
    }

    private static long offset(int node) throws IOException {
        Matcher offset = OFFSET.matcher(ask(node, "INFO replication"));
        assertThat(offset.find()).isTrue();
        return Long.parseLong(offset.group(1));
    }

    private void set(String word) throws IOException {
        assertThat(ask(primary, "SET " + KEY + " " + word)).isEqualTo("OK");
    }

    private static String ask(int node, String command) throws IOException {
        return ValkeyClient.ask(ports.get(node), command);
    }
}
