package io.nodepulse.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet would run is marked as text, however wide its first character is. */
class CsvTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1", "+1", "-1", "@a", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20a", "\uFE661",
                "\uFE621", "\uFE631", "\uFE6Ba", "\u22121", "\u207A1"
            })
    void startsOfFormulas(String text) {
        assertThat(CsvText.quoted(text)).isEqualTo("\"'" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    nginx      | nginx
                    a=1        | "a=1"
                    a, b       | "a, b"
                    "          | \"\"\"\"
                    kworker/0  | kworker/0
                    ` =1`       | "‹U+0020›=1"
                    \u00e9      | "\u00e9"
                    """)
    void otherTexts(String text, String quoted) {
        assertThat(CsvText.quoted(text)).isEqualTo(quoted);
    }
}
