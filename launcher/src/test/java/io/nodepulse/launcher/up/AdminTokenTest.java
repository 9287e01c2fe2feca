package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.SecretFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class AdminTokenTest {

    @TempDir private Path dir;

    @Test
    void comesFromTheEnvironmentWhereItIsSet() throws IOException {
        SecretFile kept = new SecretFile(dir.resolve("token"));
        assertThat(StoredAdminToken.of(Map.of(StoredAdminToken.VARIABLE, "mine"), kept))
                .isEqualTo("mine");
        assertThat(kept.read()).isEmpty();
    }

    @Test
    void isMadeOnceAndKept() throws IOException {
        SecretFile kept = new SecretFile(dir.resolve("token"));
        String made = StoredAdminToken.of(Map.of(), kept);
        assertThat(made).matches("[0-9a-f]{64}");
        assertThat(StoredAdminToken.of(Map.of(), kept)).isEqualTo(made);
        assertThat(kept.read()).contains(made);
    }
}
