package io.nodepulse.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.ProgressBar;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

class RebuildTextsTest {

    private static final String ID = "0d0b6f2e-1111-4222-8333-444455556666";
    private static final JsonMapper JSON = new JsonMapper();

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Command
    private static final class Asked {
        @Mixin private PartOptions part = new PartOptions();
    }

    private static String query(String... arguments) {
        Asked asked = new Asked();
        new CommandLine(asked).parseArgs(arguments);
        return asked.part.query(
                () -> json("{'servers':[{'id':'%s','name':'web-1'}]}".formatted(ID)));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void optionsAreParameters() {
        assertThat(query()).isEmpty();
        assertThat(query("--server", "web-1")).isEqualTo("&server_id=" + ID);
        assertThat(query("--server", ID, "--without-raw"))
                .isEqualTo("&server_id=" + ID + "&without_raw=true");
        assertThat(query("--from", "2026-03-01", "--to", "2026-03-02T12:00:00Z"))
                .isEqualTo("&from=2026-03-01T00:00:00Z&to=2026-03-02T12:00:00Z");
        assertThatThrownBy(() -> query("--server", "db-7"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("db-7");
        assertThatThrownBy(() -> query("--from", "2026-03-01"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> query("--from", "2026-03-02", "--to", "2026-03-01"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("before --to");
    }

    @Test
    void comparisonsOfSeveralCallsAreOne() {
        List<String> asked = new ArrayList<>();
        ComparedTables tables =
                ComparedTables.ask(
                        query -> {
                            asked.add(query);
                            return json(
                                    query.isEmpty()
                                            ? answer(0, "'next':'%s'".formatted(ID))
                                            : answer(2, "'next':null"));
                        },
                        new ProgressBar(out));

        assertThat(asked).containsExactly("", "?after=" + ID);
        assertThat(tables.print(out)).isFalse();
        assertThat(text.toString())
                .contains("process_minutes")
                .contains("20 rows serve")
                .contains("18 were made: 2 differ")
                .contains(ID + "  2, from a to b");
    }

    private static String answer(int different, String next) {
        return """
                {'servers_compared':1,'servers_total':2,%s,'tables':[{'table':'process_minutes',
                'served':10,'rebuilt':%d,'different':%d,'most':[%s]}]}"""
                .formatted(
                        next,
                        10 - different,
                        different,
                        different == 0
                                ? ""
                                : "{'server':'%s','different':2,'first':'a','last':'b'}"
                                        .formatted(ID));
    }

    @Test
    void whatIsRebuiltIsSaid() {
        PartText.print(JSON.nullNode(), out);
        assertThat(text.toString()).isEmpty();

        PartText.print(
                json(
                        "{'servers_total':1,'from':'2026-02-01T00:00:00Z','to':'2026-03-21T00:00:00Z',"
                                + "'without_raw':true}"),
                out);
        assertThat(text.toString())
                .contains("1 server(s)")
                .contains("from 2026-02-01T00:00:00Z to 2026-03-21T00:00:00Z")
                .contains("raw rows of it are gone");
    }
}
