package io.nodepulse.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "01J9.ZK-7_x", "7d9f5a6e-5b1e-4a57-9b1a-0e5a5c1d2e3f"})
    void aHarmlessIdIsKept(String given) {
        assertThat(RequestIds.idOf(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "a\nINFO all is well", "<b>", "\"", "é"})
    void anyOtherIsReplaced(String given) {
        assertThat(RequestIds.idOf(given)).matches("[0-9a-f]{16}");
    }

    @Test
    void aLongOneIsReplaced() {
        assertThat(RequestIds.idOf("x".repeat(65))).hasSize(16);
    }
}
