package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.embedded.SecretFile;
import io.nodepulse.launcher.BadInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class AdminTokenTest {

    @TempDir private Path dir;

    @Test
    void comesFromTheEnvironmentWhereItIsSet() throws IOException {
        SecretFile kept = new SecretFile(dir.resolve("token"));
        assertThat(
                        StoredAdminToken.of(
                                Map.of(StoredAdminToken.VARIABLE, "mine-and-long-enough"), kept))
                .isEqualTo("mine-and-long-enough");
        assertThat(kept.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "aaaaaaaaaaaaaaaa", "s3cret", "121212121212"})
    void oneThatCanBeGuessedIsRefusedInOneLine(String given) {
        SecretFile kept = new SecretFile(dir.resolve("token"));
        assertThatThrownBy(
                        () -> StoredAdminToken.of(Map.of(StoredAdminToken.VARIABLE, given), kept))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(StoredAdminToken.VARIABLE)
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining("\n");
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
