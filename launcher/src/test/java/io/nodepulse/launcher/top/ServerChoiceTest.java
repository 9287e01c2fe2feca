package io.nodepulse.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.launcher.CommandFailedException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

class ServerChoiceTest {

    private static final String NONE = "";
    private static final String ONE = server("1", "a");
    private static final String TWO = ONE + "," + server("2", "b");
    private static final String TWINS = TWO + "," + server("3", "b");

    @Test
    void findsTheServerThatIsMeant() {
        assertThat(choose(ONE, null)).isEqualTo("1");
        assertThat(choose(TWO, "b")).isEqualTo("2");
        assertThat(choose(TWO, "1")).isEqualTo("1");
        assertThat(choose(TWINS, "3")).isEqualTo("3");
    }

    @Test
    void saysWhichThereAre() {
        refuses(NONE, null, "No server is registered yet");
        refuses(TWO, null, "There are several servers: name one of a (1), b (2)");
        refuses(TWO, "c", "No server is called c; there are a (1), b (2)");
        refuses(TWINS, "b", "Several servers are called b: use an id of b (2), b (3)");
    }

    @Test
    void writesOutWhatCannotBeSeen() {
        refuses(
                server("1", "a\u202E"),
                "\u200B",
                "No server is called ‹U+200B›; there are a‹U+202E› (1)");
    }

    private static void refuses(String servers, @Nullable String wanted, String message) {
        assertThatThrownBy(() -> choose(servers, wanted))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage(message);
    }

    private static String choose(String servers, @Nullable String wanted) {
        return ServerChoice.among(
                        new JsonMapper().readTree("{\"servers\": [" + servers + "]}"),
                        Optional.ofNullable(wanted))
                .path("id")
                .stringValue();
    }

    private static String server(String id, String name) {
        return "{\"id\": \"%s\", \"name\": \"%s\"}".formatted(id, name);
    }
}
