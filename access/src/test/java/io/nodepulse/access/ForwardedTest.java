package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whose word counts for where a request came from, by what one learns nowhere else: at which guess
 * of a password the limit for an address refuses. {@code *} stands for the guess's number.
 */
class ForwardedTest {

    private static final int PER_PERSON_AND_ADDRESS = 3;
    private static final int GUESSES = 6;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # proxies     | what the request carries                  | guesses that get through
                    ''            | X-Forwarded-For: 192.0.2.*                | 3
                    ''            | Forwarded: for=192.0.2.*                  | 3
                    ''            | X-Real-IP: 192.0.2.*                      | 3
                    192.0.2.1     | X-Forwarded-For: 192.0.2.*                | 3
                    10.0.0.0/8    | X-Forwarded-For: 192.0.2.*                | 3
                    127.0.0.1     | X-Forwarded-For: 192.0.2.*                | 6
                    127.0.0.0/8   | X-Forwarded-For: 192.0.2.*                | 6
                    127.0.0.1     | X-Forwarded-For: 192.0.2.*, 198.51.100.7  | 3
                    127.0.0.1     | X-Forwarded-For: 192.0.2.*, 10.1.1.7      | 3
                    127.0.0.1     | X-Forwarded-For: 192.0.2.*, 127.0.0.1     | 3
                    127.0.0.1     | X-Forwarded-For: nobody-*                 | 3
                    127.0.0.1     | X-Forwarded-For: 192.0.2.*,               | 3
                    127.0.0.1     | Forwarded: for=192.0.2.*                  | 3
                    127.0.0.1     | X-Real-IP: 192.0.2.*                      | 3
                    """)
    void guessesThatGetThrough(String proxies, String header, int through) {
        try (RunningAccess app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        "nodepulse.listener.proxies=" + proxies,
                        "nodepulse.access.sign-in.per-person-and-address="
                                + PER_PERSON_AND_ADDRESS)) {
            String name = header.substring(0, header.indexOf(':'));
            String value = header.substring(header.indexOf(':') + 1).strip();
            int answered = 0;
            for (int guess = 1; guess <= GUESSES; guess++) {
                int status =
                        Browser.of(app)
                                .with(name, value.replace("*", Integer.toString(guess)))
                                .signIn("person", "guess")
                                .status();
                assertThat(status).isIn(401, 429);
                answered += status == 401 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(through);
        }
    }

    /** Spring's own ways believe every private address, or everybody. */
    @ParameterizedTest
    @CsvSource({
        "server.forward-headers-strategy=native",
        "server.forward-headers-strategy=framework",
        "server.forward-headers-strategy=NATIVE",
        "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For",
        "server.tomcat.remoteip.protocol-header=X-Forwarded-Proto"
    })
    void springsWaysAreRefused(String setting) {
        assertThatThrownBy(() -> RunningAccess.start(RunningAccess.freshNamespace(), setting))
                .rootCause()
                .hasMessageContaining("nodepulse.listener.proxies");
    }

    /** Only a proxy can say that it speaks TLS for us. */
    @Test
    void whoSaysThatItCameOverTls() {
        assertThat(cookieWithProxies("127.0.0.1")).contains("Secure");
        assertThat(cookieWithProxies("")).doesNotContain("Secure");
    }

    private static String cookieWithProxies(String proxies) {
        try (RunningAccess app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(), "nodepulse.listener.proxies=" + proxies)) {
            return Browser.of(app)
                    .with("X-Forwarded-Proto", "https")
                    .get("/api/session")
                    .cookies()
                    .toString();
        }
    }

    @Test
    void whatIsNoAddressIsNoProxy() {
        assertThatThrownBy(
                        () ->
                                RunningAccess.start(
                                        RunningAccess.freshNamespace(),
                                        "nodepulse.listener.proxies=localhost"))
                .rootCause()
                .hasMessageContaining("localhost");
    }
}
