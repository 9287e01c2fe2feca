package io.nodepulse.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFileTest {

    @ParameterizedTest
    @CsvSource({
        "600, false, false, true",
        "400, false, false, true",
        "600, true,  false, true",
        "640, true,  true,  true",
        "440, true,  true,  true",
        "640, true,  false, false",
        "640, false, true,  false",
        "660, true,  true,  false",
        "644, true,  true,  false",
        "604, true,  true,  false",
        "602, false, false, false",
        "601, false, false, false",
        "777, true,  true,  false"
    })
    void isForTheAgentAlone(String mode, boolean ofRoot, boolean ofOwnGroup, boolean own) {
        assertThat(SecretFile.isOwn(Integer.parseInt(mode, 8), ofRoot, ofOwnGroup)).isEqualTo(own);
    }
}
