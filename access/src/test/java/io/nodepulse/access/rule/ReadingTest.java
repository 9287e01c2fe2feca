package io.nodepulse.access.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may read without having signed in: by the two ends of the connection, whatever it says. */
class ReadingTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,   127.0.0.1,  true",
        "127.0.0.2,   127.0.0.1,  true",
        "::1,         ::1,        true",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, true",
        "192.0.2.7,   192.0.2.7,  false",
        "192.0.2.7,   127.0.0.1,  false",
        "127.0.0.1,   192.0.2.7,  false",
        "192.0.2.7,   192.0.2.8,  false",
        "localhost,   127.0.0.1,  false"
    })
    void onLoopbackWhoeverSitsThere(String local, String remote, boolean open) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setLocalAddr(local);
        request.setRemoteAddr(remote);
        request.addHeader("X-Forwarded-For", "127.0.0.1");
        request.addHeader("Host", "localhost");

        assertThat(Reading.LOOPBACK.isOpenTo(request)).isEqualTo(open);
        assertThat(Reading.OPEN.isOpenTo(request)).isTrue();
        assertThat(Reading.LOGIN.isOpenTo(request)).isFalse();
    }
}
