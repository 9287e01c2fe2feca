package io.nodepulse.access.listener;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;

/** Plain HTTP is for loopback, or for those who ask for it. */
class PlainHttpTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, false",
        "127.0.0.9, false, false",
        "::1, false, false",
        "10.1.2.3, true, false",
        ", true, false",
        "10.1.2.3, false, true",
        ", false, true"
    })
    void starts(String address, boolean tls, boolean allowed) {
        assertThatCode(() -> require(address, tls, allowed)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, on 10.1.2.3", "0.0.0.0, on 0.0.0.0", ", on all addresses"})
    void doesNotStart(String address, String where) {
        assertThatThrownBy(() -> require(address, false, false))
                .hasMessageContaining(where)
                .hasMessageContaining("nodepulse.listener.allow-plain-http=true");
    }

    private static void require(String address, boolean tls, boolean allowed) throws Exception {
        new PlainHttp(allowed)
                .require(address == null ? null : InetAddress.getByName(address), tls);
    }
}
