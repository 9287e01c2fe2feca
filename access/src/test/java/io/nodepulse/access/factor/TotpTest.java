package io.nodepulse.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** Codes as RFC 6238 has them. */
class TotpTest {

    /** The key of appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final Totp totp = Totp.standard();

    /** The vectors of appendix B for SHA-1, which have 8 digits: ours are the last 6 of them. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfTheStandard(long second, String vector) {
        assertThat(totp.stepOf(SECRET, vector.substring(2), Instant.ofEpochSecond(second)))
                .hasValue(second / 30);
    }

    /** The code of second 59, whose step ends there. */
    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "29, true", "89, true", "90, false", "119, false"})
    void aCodeCountsAStepBeforeAndAfter(long second, boolean counts) {
        assertThat(totp.stepOf(SECRET, "287082", Instant.ofEpochSecond(second)).isPresent())
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({"287083", "94287082", "28708", "''", "２８７０８２"})
    void nothingElseCounts(String code) {
        assertThat(totp.stepOf(SECRET, code, Instant.ofEpochSecond(59)))
                .isEqualTo(OptionalLong.empty());
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI"
    })
    void secretsAreWrittenInBase32(String text, String written) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
    }

    @Test
    void anApplicationIsToldWhatItNeeds() {
        assertThat(Totp.uri(SECRET, "grace hopper"))
                .isEqualTo(
                        "otpauth://totp/NodePulse:grace%20hopper"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=NodePulse");
    }

    @Test
    void recoveryCodesAreOfTheirPersonHoweverTheyAreTyped() {
        String code = RecoveryCodes.make().getFirst();

        assertThat(code).matches("([a-z2-7]{4}-){3}[a-z2-7]{4}");
        assertThat(RecoveryCodes.make()).hasSize(10).doesNotHaveDuplicates();
        assertThat(RecoveryCodes.hash("ada", " " + code.toUpperCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(RecoveryCodes.hash("ada", code))
                .isNotEqualTo(RecoveryCodes.hash("grace", code));
    }
}
