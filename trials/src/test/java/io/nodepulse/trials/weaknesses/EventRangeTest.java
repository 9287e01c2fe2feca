package io.nodepulse.trials.weaknesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.trials.weaknesses.EventRange.Event;
import io.nodepulse.trials.weaknesses.EventRange.Kind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class EventRangeTest {

    /** Versions that are held, of those that are asked; the others are not. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NPM, introduced 0;fixed 2.0.0, 0.0.0-a 1.9.9 2.0.0-rc.1, 2.0.0 3.0.0",
        "NPM, introduced 1.2.0;fixed 1.2.5, 1.2.0 1.2.4, 1.1.9 1.2.0-rc.1 1.2.5 1.3.0",
        "NPM, introduced 1.0.0;last_affected 1.4.2, 1.0.0 1.4.2, 0.9.9 1.4.3",
        "NPM, introduced 1.0.0, 1.0.0 99.0.0, 0.9.0",
        "NPM, introduced 1.0.0;fixed 1.5.0;introduced 2.0.0;fixed 2.3.0, 1.0.0 1.4.0 2.0.0 2.2.9, 1.5.0 1.9.0 2.3.0",
        "NPM, fixed 2.3.0;introduced 2.0.0;fixed 1.5.0;introduced 1.0.0, 1.0.0 2.2.9, 1.5.0 2.3.0",
        "NPM, introduced 0;fixed 1.0.0;introduced 1.0.0;fixed 2.0.0, 0.5.0 1.0.0 1.9.0, 2.0.0",
        "NPM, introduced 0;limit 3.0.0, 1.0.0 2.9.9, 3.0.0 4.0.0",
        "NPM, introduced 0;limit *, 1.0.0 99.0.0, ''",
        "NPM, introduced 0;limit 2.0.0;limit 3.0.0, 1.0.0 2.5.0, 3.0.0",
        "MAVEN, introduced 0;fixed 4.2.18.Final, 4.2.9.Final 4.2.18.Beta1 4.2.18.CR2, 4.2.18.Final 4.2.18 4.2.19.Final",
        "MAVEN, introduced 7.0.0;fixed 7.0.10, 7.0.0 7.0.9, 7.0.0-M1 7.0.0-RC3 7.0.0-SNAPSHOT 7.0.10 7.1",
        "MAVEN, introduced 42.2;last_affected 42.7.3, 42.2.0 42.7.2.jre7 42.7.3, 42.1.4 42.7.3.jre7 42.7.4",
    })
    void holdsWhatTheSchemaSaysItDoes(Ecosystem of, String events, String held, String others) {
        EventRange range = range(of, events);
        Set<String> expected = Set.of(held.split(" ", -1));
        List<String> asked =
                Stream.of(held, others)
                        .flatMap(each -> Arrays.stream(each.split(" ", -1)))
                        .filter(each -> !each.isEmpty())
                        .toList();
        assertThat(asked.stream().filter(range::holds).collect(Collectors.toSet()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "introduced 0;fixed 2.0.0, 1.0.0, 2.0.0",
        "introduced 1.0.0;fixed 1.5.0;introduced 2.0.0;fixed 2.3.0, 1.2.0, 1.5.0",
        "introduced 1.0.0;fixed 1.5.0;introduced 2.0.0;fixed 2.3.0, 2.2.0, 2.3.0",
        "introduced 0;last_affected 2.0.0, 1.0.0, ''",
    })
    void knowsTheNextVersionWithoutIt(String events, String version, String fixed) {
        assertThat(range(Ecosystem.NPM, events).fixedAfter(version).orElse("")).isEqualTo(fixed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed 1.0.0", "introduced one", "introduced 0;fixed 1.x"})
    void refusesWhatIsNoRange(String events) {
        assertThatThrownBy(() -> range(Ecosystem.NPM, events))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As the reference of the POM has it, "Version Order Specification"; one row is equal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-alpha < 1-beta < 1-milestone < 1-rc < 1-snapshot < 1 < 1-sp < 1-abc < 1-1",
                "1-alpha2 < 1-alpha10 < 1-beta1",
                "1 < 1.1 < 1.2 < 1.10",
                "1-snapshot < 1 < 1-sp",
                "1-foo2 < 1-foo10",
                "1-foo < 1-1 < 1.1",
                "2.0.1-123 < 2.0.1.123",
                "1.0.RC2 < 1.0-RC3 < 1.0.1",
                "4.1.0.Beta1 < 4.1.0.CR1 < 4.1.0.Final < 4.1.1.Final",
            })
    void versionsOfMavenHaveItsOrder(String chain) {
        List<String> versions = List.of(chain.split(" < ", -1));
        for (int i = 1; i < versions.size(); i++) {
            assertThat(Ecosystem.MAVEN.order().compare(versions.get(i - 1), versions.get(i)))
                    .as("%s to %s", versions.get(i - 1), versions.get(i))
                    .isNegative();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1.0.0, 1",
        "1-ga, 1",
        "1.Final, 1",
        "1-a1, 1-alpha-1",
        "1-cr2, 1-rc2",
        "1.foo, 1-foo"
    })
    void someOfThemAreTheSame(String one, String other) {
        assertThat(Ecosystem.MAVEN.order().compare(one, other)).isZero();
    }

    private static EventRange range(Ecosystem of, String events) {
        return new EventRange(
                Arrays.stream(events.split(";", -1))
                        .map(each -> each.split(" ", -1))
                        .map(
                                each ->
                                        new Event(
                                                Kind.valueOf(each[0].toUpperCase(Locale.ROOT)),
                                                each[1]))
                        .toList(),
                of.order());
    }
}
