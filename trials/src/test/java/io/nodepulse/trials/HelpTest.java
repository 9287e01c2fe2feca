package io.nodepulse.trials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the terminal says of each command, and of its misuse. */
class HelpTest {

    private static final int COLUMNS = 80;

    static Stream<CommandLine> commands() {
        return all(Trials.commandLine());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void aCommandSaysWhatItDoesInOneSentenceAndTheRestBelow(CommandLine command) {
        String usage = command.getUsageMessage();
        String[] header = command.getCommandSpec().usageMessage().header();

        assertThat(header).hasSize(1);
        assertThat(header[0]).endsWith(".").hasSizeLessThan(COLUMNS);
        assertThat(usage.lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(words(usage)).contains(words(header[0]));
        for (String paragraph : command.getCommandSpec().usageMessage().description()) {
            assertThat(words(usage)).contains(words(paragraph));
        }
        command.getCommandSpec()
                .options()
                .forEach(option -> assertThat(option.description()).isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void aListOfCommandsGivesEachSentenceWhole(CommandLine command) {
        String usage = words(command.getUsageMessage());
        command.getSubcommands()
                .values()
                .forEach(
                        each ->
                                assertThat(usage)
                                        .contains(
                                                words(
                                                        each.getCommandSpec()
                                                                .usageMessage()
                                                                .header()[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tpo",
                "top --metric disk",
                "top --hours many",
                "top --limit",
                "top a b",
                "up --port x",
                "rebuild",
                "audit prove",
                "person add",
                "person limit ada",
                "person limit ada --server-tag a --all-servers",
                "token issue",
                "token issue report --days 0",
                "servers rename web-1",
                "servers remove",
                "servers remove web-1 --no",
                "torture --only NOTHING"
            })
    void misuseIsExitCode2(String line) {
        StringWriter err = new StringWriter();
        int code = Trials.commandLine().setErr(new PrintWriter(err)).execute(line.split(" ", -1));

        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void helpIsNoError() {
        List<String> all =
                commands().map(command -> command.getCommandSpec().qualifiedName(" ")).toList();
        assertThat(all).contains("nodepulse top", "nodepulse audit verify", "nodepulse torture");
        for (String command : all) {
            String[] words = (command + " --help").split(" ", -1);
            StringWriter out = new StringWriter();
            int code =
                    Trials.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(Arrays.copyOfRange(words, 1, words.length));
            assertThat(code).isZero();
            assertThat(out.toString()).contains("Usage: " + command);
        }
    }

    private static String words(String text) {
        return String.join(" ", text.split("\\s+", -1)).strip();
    }
}
