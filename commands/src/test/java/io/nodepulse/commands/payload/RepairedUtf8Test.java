package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;

class RepairedUtf8Test {

    private static final String[] CHARACTERS = {"a", "\u00E9", "\u20AC", "\uD83D\uDE00", "\uFFFD"};

    /** Brings at most so many bytes at once. */
    private static String repaired(byte[] bytes, int atOnce) throws IOException {
        FilterInputStream slow =
                new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return super.read(buffer, offset, Math.min(length, atOnce));
                    }
                };
        return new String(new RepairedUtf8(slow).readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "61, a",
        "c3a9, \u00E9",
        "e282ac, \u20AC",
        "f09f9880, \uD83D\uDE00",
        "6180, a?",
        "61c3, a?",
        "c328, ?(",
        "e28261, ??a",
        "f09f98, ???",
        "c0af, ??",
        "e08080, ???",
        "eda080, ???",
        "f4908080, ????",
        "ff61fe, ?a?",
        "c3c3a9, ?\u00E9",
    })
    void eachByteThatIsNoneIsReplaced(String hex, String text) throws IOException {
        for (int atOnce = 1; atOnce < 5; atOnce++) {
            assertThat(repaired(HexFormat.of().parseHex(hex), atOnce))
                    .isEqualTo(text.replace('?', '\uFFFD'));
        }
    }

    @Test
    void whatIsUtf8StaysAsItIs() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 50_000) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }

        for (int atOnce : new int[] {7, 4_096, 8_191, 100_000}) {
            RepairedUtf8 same =
                    new RepairedUtf8(new ByteArrayInputStream(text.toString().getBytes(UTF_8)));
            assertThat(repaired(text.toString().getBytes(UTF_8), atOnce))
                    .isEqualTo(text.toString());
            assertThat(same.readAllBytes()).isEqualTo(text.toString().getBytes(UTF_8));
            assertThat(same.replaced()).isZero();
        }
    }

    @Test
    void replacedBytesAreCounted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            bytes.write(0xFF);
        }
        RepairedUtf8 text = new RepairedUtf8(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(new String(text.readAllBytes(), UTF_8)).isEqualTo("\uFFFD".repeat(20_000));
        assertThat(text.replaced()).isEqualTo(20_000);
    }
}
