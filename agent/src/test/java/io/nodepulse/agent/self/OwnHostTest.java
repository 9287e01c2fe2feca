package io.nodepulse.agent.self;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHostTest {

    private final OwnHost own = new OwnHost("Web-1");

    @ParameterizedTest
    @CsvSource({
        "'Host: 127.0.0.1:9257',                            true",
        "'host:127.0.0.1',                                  true",
        "'Host: [::1]:9257',                                true",
        "'Host: localhost:9257',                            true",
        "'Host: LocalHost',                                 true",
        "'Host: web-1:9257',                                true",
        "'User-Agent: none',                                true",
        "'Host: attacker.example:9257',                     false",
        "'Host: 127.attacker.example',                      false",
        "'Host: 127.0.0.1.attacker.example:9257',           false",
        "'Host: web-1.attacker.example',                    false",
        "'Host: localhost.attacker.example',                false",
        "'Host: ',                                          false",
        "'Host: a@127.0.0.1',                               false",
        "'Host: localhost|Host: attacker.example',          false"
    })
    void knowsItselfByItsNames(String header, boolean meant) {
        String head = "GET /metrics HTTP/1.1\r\n" + header.replace("|", "\r\n") + "\r\n\r\n";
        assertThat(own.isMeantBy(head)).isEqualTo(meant);
    }
}
