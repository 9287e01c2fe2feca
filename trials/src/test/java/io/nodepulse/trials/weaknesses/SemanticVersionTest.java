package io.nodepulse.trials.weaknesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class SemanticVersionTest {

    /** The examples of clause 11 of Semantic Versioning 2.0.0, with some between them. */
    private static final List<String> IN_ORDER =
            List.of(
                    "0.0.5",
                    "0.9.10",
                    "1.0.0-1",
                    "1.0.0-2",
                    "1.0.0-10",
                    "1.0.0-alpha",
                    "1.0.0-alpha.1",
                    "1.0.0-alpha.beta",
                    "1.0.0-beta",
                    "1.0.0-beta.2",
                    "1.0.0-beta.11",
                    "1.0.0-rc.1",
                    "1.0.0",
                    "2.0.0",
                    "2.1.0",
                    "2.1.1",
                    "10.0.0",
                    "99999999999999999999.0.0");

    @Test
    void hasTheOrderOfTheSpecification() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                assertThat(Integer.signum(compare(IN_ORDER.get(i), IN_ORDER.get(j))))
                        .as("%s to %s", IN_ORDER.get(i), IN_ORDER.get(j))
                        .isEqualTo(Integer.signum(i - j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.0", "1.2", "v1.2.0", "1.2.0+build.7"})
    void isTheSameHoweverItIsWritten(String text) {
        assertThat(compare(text, "1.2.0")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "1.x", "^1.2.0", "1.2.3.4", "1.2.0-", "-1.0.0"})
    void takesNothingElse(String text) {
        assertThatThrownBy(() -> SemanticVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no semantic version");
    }

    private static int compare(String left, String right) {
        return SemanticVersion.parse(left).compareTo(SemanticVersion.parse(right));
    }
}
