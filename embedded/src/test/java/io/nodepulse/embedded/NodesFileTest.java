package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines as Valkey 8.0 writes them. */
class NodesFileTest {

    private static final String PRIMARY =
            "3aca898a176e02efdeac97aeb766687581a69a00 127.0.0.1:39269@41483,,tls-port=0,"
                    + "shard-id=353a6cbd1d76b88861bf2b9a9fc8c2b5ae173548 master - 0 1795823375222"
                    + " 3 connected 10922-16383";
    private static final String REPLICA =
            "0b6d2c4f8a176e02efdeac97aeb766687581a69a 127.0.0.1:39271@41485,,tls-port=0,"
                    + "shard-id=%s myself,slave 3aca898a176e02efdeac97aeb766687581a69a00 0 0"
                    + " 3 connected";
    private static final String VARS = "vars currentEpoch 6 lastVoteEpoch 0";

    @TempDir Path directory;

    @Test
    void aReplicaIsOfTheShardOfItsPrimary() throws IOException {
        String replica = REPLICA.formatted("353a6cbd1d76b88861bf2b9a9fc8c2b5ae173548");
        assertThat(agreed(replica, PRIMARY, VARS)).isTrue();
        assertThat(agreed(PRIMARY, replica, VARS)).isTrue();
    }

    @Test
    void aShardIdThatIsNotYetKnownWouldStopTheNextStart() throws IOException {
        String replica = REPLICA.formatted("c0ffee00f176b88861bf2b9a9fc8c2b5ae173548");
        assertThat(agreed(replica, PRIMARY, VARS)).isFalse();
        assertThat(agreed(PRIMARY, replica, VARS)).isFalse();
    }

    @Test
    void aReplicaOfNobodyKnownIsNotYetPlaced() throws IOException {
        assertThat(agreed(REPLICA.formatted("353a6cbd1d76b88861bf2b9a9fc8c2b5ae173548"), VARS))
                .isFalse();
        assertThat(agreed(VARS)).isFalse();
    }

    private boolean agreed(String... lines) throws IOException {
        Path file = Files.write(directory.resolve(NodesFile.NAME), List.of(lines));
        return NodesFile.agreesOnShards(file);
    }
}
