package io.nodepulse.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,             true",
        "127.0.0.53,            true",
        "127.255.255.254,       true",
        "[::1],                 true",
        "[0:0:0:0:0:0:0:1],     true",
        "localhost,             true",
        "LOCALHOST,             true",
        "127.attacker.example,  false",
        "127.0.0.1.example,     false",
        "localhost.example,     false",
        "localhosts,            false",
        "128.0.0.1,             false",
        "0.0.0.0,               false",
        "10.127.0.1,            false",
        "[::2],                 false",
        "[::],                  false",
        "[2001:db8::127],       false"
    })
    void knowsLoopbackByItsLiterals(String host, boolean loopback) {
        HttpTarget target = HttpTarget.parse("http://" + host + ":9256/metrics");
        assertThat(target.isLoopback()).isEqualTo(loopback);
    }

    /** Forms that some resolvers take for an address, and others for a name. */
    @ParameterizedTest
    @ValueSource(strings = {"127.1", "127.0.0.256", "2130706433", "0x7f000001", "0177.0.0.1"})
    void takesNoOddForms(String host) {
        assertThat(loopback(host)).isFalse();
    }

    private static boolean loopback(String host) {
        try {
            return HttpTarget.parse("http://" + host + ":9256/metrics").isLoopback();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
