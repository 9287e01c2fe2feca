package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.ProgressBar;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recomputes every tree and seal. Exit code 0 if all is as it was signed, 1 if not, 2 if the
 * checkpoints to compare with are none of this log.
 */
@Command(
        name = "verify",
        header = "Recomputes all that was signed and names events that differ.",
        description =
                "Names the events that were altered, removed or added since they "
                        + "were signed; exit code 1 then.")
public final class VerifyCommand extends AskingCommand {

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "Checkpoints that were noted earlier: the history must go on from them.")
    private @Nullable Path expected;

    private boolean intact;
    private boolean lost;
    private boolean erased;

    @Override
    protected int run(PrintWriter out) {
        String noted = expected == null ? "" : noted(expected);
        ProgressBar progress = new ProgressBar(out);
        target().api()
                .postForLines(
                        "/api/audit/verify",
                        target().adminToken(),
                        noted,
                        line -> show(line, progress, out));
        out.println(verdict());
        return intact ? 0 : 1;
    }

    private String verdict() {
        if (!intact) {
            return "NOT INTACT: see above.";
        }
        if (lost) {
            return "Intact, but for the events above that the event store has lost.";
        }
        return erased
                ? "Intact: all but what was erased is as it was signed, and of that the leaves are."
                : "Intact: the history is as it was signed.";
    }

    private String noted(Path file) {
        return NoteFile.checked(
                file,
                bytes -> {
                    LogKeys keys = LogKeys.of(target().api());
                    List<SignedNote> notes = SignedNote.parseAll(bytes);
                    notes.forEach(keys::verify);
                    return String.join("\n", notes.stream().map(SignedNote::toString).toList());
                });
    }

    private void show(JsonNode line, ProgressBar progress, PrintWriter out) {
        if (line.has("verified")) {
            progress.show(
                    line.get("verified").longValue(), line.get("total").longValue(), "events");
        } else if (line.has("log")) {
            progress.end();
            lost |= line.path("defect").asString("").equals("lost");
            erased |= line.path("defect").asString("").equals("erased");
            out.println(tree(line));
        } else if (line.has("index")) {
            progress.end();
            out.println("INDEX DIFFERS: " + line.path("detail").asString(""));
        } else if (line.has("chain")) {
            progress.end();
            if (line.get("seals").longValue() > 0 || line.has("defect")) {
                out.println(chain(line)); // of before there were checkpoints
            }
        } else {
            intact = line.path("intact").booleanValue(false);
        }
    }

    static String tree(JsonNode line) {
        List<String> lines = new ArrayList<>();
        if (line.has("size")) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "log %s: %,d appends signed, %,d entries recomputed, root %s%s",
                            line.get("log").stringValue(),
                            line.get("size").longValue(),
                            line.get("entries").longValue(),
                            line.path("root").asString("none"),
                            line.has("defect") ? "" : "  ok"));
        }
        if (line.path("unprovable").asLong(0) > 0) {
            lines.add(
                    "  %,d entries cannot be recomputed: their keyframes are past the retention"
                            .formatted(line.get("unprovable").longValue()));
        }
        if (line.has("defect")) {
            lines.add(defect(line));
        }
        return String.join("\n", lines);
    }

    private static String defect(JsonNode line) {
        return "  %s: events %d to %d of shard %d  %s"
                .formatted(
                        words(line.get("defect")),
                        line.get("first").longValue(),
                        line.get("last").longValue(),
                        line.get("shard").longValue(),
                        line.path("detail").asString(""))
                .stripTrailing();
    }

    private static String words(JsonNode code) {
        return code.stringValue().toUpperCase(Locale.ROOT).replace('_', ' ');
    }

    static String chain(JsonNode line) {
        String what =
                String.format(
                        Locale.ROOT,
                        "shard %d, %-5s %,8d seals over %,10d entries, last hash %s",
                        line.get("shard").intValue(),
                        line.get("chain").stringValue(),
                        line.get("seals").longValue(),
                        line.get("entries").longValue(),
                        line.get("last_hash").stringValue());
        return line.has("defect")
                ? what
                        + "\n  %s: the entry that ends at event %d of shard %d"
                                .formatted(
                                        words(line.get("defect")),
                                        line.get("sequence").longValue(),
                                        line.get("shard").intValue())
                : what + "  ok";
    }
}
