package io.nodepulse.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

class OidcProviderTest {

    private static OidcProvider at(String issuer) {
        return new OidcProvider("Firm", issuer, "np", "x", Set.of(), "name", "groups", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example", "http://127.0.0.1:8081", "http://[::1]:8081"})
    void saysWhoSomebodyIsOverTls(String issuer) {
        assertThat(at(issuer).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1@evil.example",
                "ftp://id.example",
                "id.example"
            })
    void isRefusedWithoutTls(String issuer) {
        assertThatThrownBy(() -> at(issuer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }
}
