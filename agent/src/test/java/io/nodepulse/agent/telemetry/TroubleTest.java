package io.nodepulse.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two reasons for failing are one state, which is logged once. */
class TroubleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection refused|Connection refused|true",
                "Connection refused|Connection reset|false",
                "server answered 500 oops|server answered 503 oops|false",
                "answered with status 404|answered with status 404|true",
                "server answered 400 {\"detail\":\"node_exporter[0].timestamp must not be after"
                        + " 2026-11-27T04:06:43.123Z, is 2026-11-27T06:01:43.123Z\"}"
                        + "|server answered 400 {\"detail\":\"node_exporter[7].timestamp must not"
                        + " be after 2026-11-27T04:06:58.123Z, is 2026-11-27T06:01:58.9Z\"}|true",
                "server answered 400 {\"id\":\"6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f\"}"
                        + "|server answered 400 {\"id\":\"aaaaaaaa-7d0e-4a57-9b1a-000000000000\"}"
                        + "|true",
                "server answered 400 too old|server answered 400 too new|false",
                "page is larger than 33554432 bytes|page breaks off before its end|false",
                "12 of 99 files|9 of 1000 files|true",
            })
    void ofOneState(String first, String second, boolean same) {
        assertThat(Trouble.stateOf(first).equals(Trouble.stateOf(second))).isEqualTo(same);
    }
}
