package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class AcceptableNameTest {

    private static final int MAX = ProcessSampled.MAX_NAME_LENGTH;
    private static final String LONG = "n".repeat(MAX);
    private static final String FACE = "\uD83D\uDE00";

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("nginx", "nginx"),
                Arguments.of("", "(unnamed)"),
                Arguments.of(" ", " "),
                Arguments.of(LONG, LONG),
                Arguments.of(LONG + "n", LONG),
                Arguments.of("x".repeat(8_193), "x".repeat(MAX)),
                Arguments.of("n".repeat(MAX - 1) + FACE, "n".repeat(MAX - 1)),
                Arguments.of("n".repeat(MAX - 2) + FACE, "n".repeat(MAX - 2) + FACE),
                Arguments.of("a\u0000b", "a\\u0000b"),
                Arguments.of("\n", "\\u000a"),
                Arguments.of("a\u007F", "a\\u007f"),
                Arguments.of("a\u0085", "a\\u0085"),
                Arguments.of("a\u001B[31m", "a\\u001b[31m"),
                Arguments.of("\uD800a", "\\ud800a"),
                Arguments.of("a\uDC00", "a\\udc00"),
                Arguments.of("a\uD800", "a\\ud800"),
                Arguments.of("n".repeat(MAX - 1) + "\uD800x", "n".repeat(MAX - 1)),
                Arguments.of("n".repeat(MAX - 1) + "\t", "n".repeat(MAX - 1)),
                Arguments.of(LONG + "\t", LONG),
                // What is shown otherwise is kept to the letter.
                Arguments.of("a\u202Eb", "a\u202Eb"),
                Arguments.of(FACE, FACE));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachBecomesOneThatAnEventMayCarry(String given, String expected) {
        String name = AcceptableName.of(given, MAX);

        assertThat(name).isEqualTo(expected);
        ProcessSampled.requireName(name);
        assertThat(AcceptableName.of(name, MAX)).isEqualTo(name);
    }
}
