package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

class PatternStepsTest {

    private final PatternSteps steps = new PatternSteps();

    @Test
    void matchesFromEndToEnd() {
        assertThat(matches("a+", "aaa")).isTrue();
        assertThat(matches("a+", "aaab")).isFalse();
        assertThat(matches(".*-jar (\\S+).*", "x".repeat(4_000) + " -jar a.jar -v")).isTrue();
        assertThat(steps.gaveUp()).isFalse();
    }

    @Test
    void givesUpOnWhatWouldTryForEver() {
        assertThat(matches(".*.*.*b", "a".repeat(300))).isFalse();
        assertThat(steps.gaveUp()).isTrue();
        assertThat(matches("x*x*x*y", "x".repeat(4_096))).isFalse();
        assertThat(steps.gaveUp()).isTrue();
        assertThat(matches("a", "a")).isTrue();
        assertThat(steps.gaveUp()).isFalse();
    }

    @Test
    void triesNothingMoreInAScrapeThatHadItsShare() {
        int tries = PatternSteps.PER_SCRAPE / PatternSteps.PER_MATCH;
        for (int i = 0; i <= tries && !steps.areSpent(); i++) {
            matches(".*.*.*b", "a".repeat(300));
        }
        assertThat(steps.areSpent()).isTrue();
        assertThat(matches("a", "a")).isFalse();
        assertThat(steps.gaveUp()).isTrue();
        steps.begin();
        assertThat(matches("a", "a")).isTrue();
    }

    private boolean matches(String pattern, String text) {
        return steps.match(Pattern.compile(pattern), text) != null;
    }
}
