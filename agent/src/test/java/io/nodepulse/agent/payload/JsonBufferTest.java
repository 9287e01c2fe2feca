package io.nodepulse.agent.payload;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Random;

class JsonBufferTest {

    private final JsonBuffer json = new JsonBuffer();

    @Test
    void writesNumbers() {
        expect(0L, "0");
        expect(-7L, "-7");
        expect(Long.MAX_VALUE, "9223372036854775807");
        expect(Long.MIN_VALUE, "-9223372036854775808");
        expect(0.0, "0");
        expect(1234.5, "1234.5");
        expect(0.1 + 0.2, "0.3");
        expect(4.389999999999999, "4.39");
        expect(-0.5, "-0.5");
        expect(0.000001, "0.000001");
        expect(0.0000001, "0");
        expect(0.9999999, "1");
        expect(1e15, "1000000000000000");
        expect(12345678901234.5, "1.23456789012345E13");
        expect(9e18, "9.0E18");
    }

    @Test
    void writesStrings() {
        assertThat(text(json.string("a\"b\\c\n\u0001ü🚀")))
                .isEqualTo("\"a\\\"b\\\\c\\u000a\\u0001ü🚀\"");
        assertThat(text(json.string("x".repeat(10_000)))).hasSize(10_002);
    }

    @Test
    void writesInstantsAsJavaDoes() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(253_402_300_800_000L);
            String expected = Instant.ofEpochMilli(millis).plusNanos(1).toString();
            assertThat(Rfc3339.text(millis)).isEqualTo(expected.replaceFirst("000001Z", "Z"));
        }
        assertThat(text(json.timestamp(0))).isEqualTo("\"1970-01-01T00:00:00.000Z\"");
        assertThat(Rfc3339.text(951_782_399_999L)).isEqualTo("2000-02-28T23:59:59.999Z");
        assertThat(Rfc3339.text(951_782_400_000L)).isEqualTo("2000-02-29T00:00:00.000Z");
    }

    private void expect(long value, String expected) {
        assertThat(text(json.number(value))).isEqualTo(expected);
    }

    private void expect(double value, String expected) {
        assertThat(text(json.number(value))).isEqualTo(expected);
    }

    private static String text(JsonBuffer json) {
        String text = new String(json.bytes(), 0, json.length(), UTF_8);
        json.clear();
        return text;
    }
}
