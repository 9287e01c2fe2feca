package io.nodepulse.trials.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class AnswerTest {

    /** {@code |} stands for the end of a line. */
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 202 |Content-Length: 5||hello', 202, hello, false",
        "'HTTP/1.1 204 |Content-Length: 0||', 204, '', false",
        "'HTTP/1.1 200 |Transfer-Encoding: chunked||5|hello|1|!|0||', 200, hello!, false",
        "'HTTP/1.1 200 |Connection: close|Content-Length: 1||x', 200, x, true",
    })
    void readsWhatArrivesByteByByte(String text, int status, String body, boolean last) {
        byte[] bytes = text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        HttpAnswer answer = new HttpAnswer();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(answer.isComplete()).isFalse();
            answer.room().put(bytes[i]);
            answer.arrived(1);
        }
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.endsConnection()).isEqualTo(last);
    }
}
