package io.nodepulse.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ServerChoiceTest {

    private static final String NONE = "";
    private static final String ONE = server("1", "alpha");
    private static final String TWO = ONE + "," + server("2", "beta");
    private static final String TWINS = TWO + "," + server("3", "beta");
    private static final String SIMILAR = TWO + "," + server("4", "beta-2");
    private static final String HERE = "here";

    @Test
    void findsTheServerThatIsMeant() {
        assertThat(choose(ONE, null)).isEqualTo("1");
        assertThat(choose(TWO, "beta")).isEqualTo("2");
        assertThat(choose(TWO, "1")).isEqualTo("1");
        assertThat(choose(TWINS, "3")).isEqualTo("3");
    }

    @Test
    void findsItByHowItBegins() {
        assertThat(choose(TWO, "a")).isEqualTo("1");
        assertThat(choose(TWO, "BET")).isEqualTo("2");
        assertThat(choose(SIMILAR, "beta-")).isEqualTo("4");
        assertThat(choose(SIMILAR, "beta")).as("a whole name is meant").isEqualTo("2");
        assertThat(choose(server("9f3c-1", "x") + "," + server("9a", "y"), "9f"))
                .isEqualTo("9f3c-1");
    }

    @Test
    void takesThisMachineWhereNoneIsNamed() {
        assertThat(choose(TWINS + "," + server("5", HERE), null)).isEqualTo("5");
        refuses(
                TWO,
                null,
                "There are 2 servers, and this machine is none of them: name one, such as alpha,"
                        + " beta");
    }

    @Test
    void saysWhatIsNear() {
        refuses(TWO, "bta", "No server is called bta; near to it: beta");
        refuses(SIMILAR, "Bet-2", "No server is called Bet-2; near to it: beta-2, beta");
        refuses(TWO, "web", "No server is called web; there are alpha, beta");
        refuses(TWINS, "beta", "2 servers are called beta: use an id of 2, 3");
        refuses(SIMILAR, "be", "2 servers begin with be: beta, beta-2");
        refuses(
                many(),
                "web",
                "40 servers begin with web: web-1, web-2, web-3, web-4, web-5 and 35 more");
        assertThatThrownBy(() -> choose(NONE, null))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("No server is registered yet");
    }

    @Test
    void aWholeNameIsNeededForWhatCannotBeTakenBack() {
        assertThat(called(SIMILAR, "beta")).isEqualTo("2");
        assertThat(called(SIMILAR, "4")).isEqualTo("4");
        refusesToTake(SIMILAR, "beta-", "No server is called beta-; near to it: beta, beta-2");
        refusesToTake(ONE, "al", "No server is called al; there are alpha");
        refusesToTake(TWINS, "beta", "2 servers are called beta: use an id of 2, 3");
    }

    private static String called(String servers, String wanted) {
        return ServerChoice.called(
                        new JsonMapper().readTree("{\"servers\":[" + servers + "]}"), wanted)
                .get("id")
                .stringValue();
    }

    private static void refusesToTake(String servers, String wanted, String why) {
        assertThatThrownBy(() -> called(servers, wanted))
                .isInstanceOf(BadInputException.class)
                .hasMessage(why);
    }

    private static String many() {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(i -> server("id" + i, "web-" + i))
                .collect(Collectors.joining(","));
    }

    @Test
    void writesOutWhatCannotBeSeen() {
        refuses(
                server("1", "a\u202E"),
                "\u200B",
                "No server is called ‹U+200B›; there are a‹U+202E›");
    }

    private static void refuses(String servers, @Nullable String wanted, String message) {
        assertThatThrownBy(() -> choose(servers, wanted))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private static String choose(String servers, @Nullable String wanted) {
        return ServerChoice.among(
                        new JsonMapper().readTree("{\"servers\": [" + servers + "]}"),
                        Optional.ofNullable(wanted),
                        Optional.of(HERE))
                .path("id")
                .stringValue();
    }

    private static String server(String id, String name) {
        return "{\"id\": \"%s\", \"name\": \"%s\"}".formatted(id, name);
    }
}
