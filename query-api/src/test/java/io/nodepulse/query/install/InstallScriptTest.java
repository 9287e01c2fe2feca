package io.nodepulse.query.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.edge.Refused;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The script is run by root, so nothing that a request says may be more than a text in it. */
class InstallScriptTest {

    private static String address(String scheme, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme(scheme);
        request.addHeader("Host", host);
        return InstallScript.addressOf(request);
    }

    @ParameterizedTest
    @CsvSource({
        "https, pulse.example,      https://pulse.example",
        "http,  pulse.example:8080, http://pulse.example:8080",
        "https, 192.0.2.7:8443,     https://192.0.2.7:8443",
        "https, [2001:db8::7]:8443, https://[2001:db8::7]:8443"
    })
    void anAddressIsAsWhoeverAskedKnowsIt(String scheme, String host, String address) {
        assertThat(address(scheme, host)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a'; rm -rf /",
                "$(id)",
                "a b",
                "a`id`",
                "a\nb",
                "a\"b",
                "a:port",
                "[::1",
                "@ARCHIVES@"
            })
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> address("https", host)).isInstanceOf(Refused.class);
    }
}
