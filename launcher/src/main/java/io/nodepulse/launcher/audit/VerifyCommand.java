package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.launcher.api.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Recomputes every seal. Exit code 0 if all is as it was sealed, 1 if not. */
@Command(
        name = "verify",
        description = {
            "Recomputes the seals over all recorded events and names the first entry",
            "that was altered, removed or added. Exit code 1 then."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final Target target = new Target();

    private boolean intact;

    @Override
    public Integer call() {
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        ProgressBar progress = new ProgressBar(out);
        target.api()
                .postForLines(
                        "/api/audit/verify",
                        target.adminToken(),
                        line -> show(line, progress, out));
        out.println(intact ? "Intact: the history is as it was sealed." : "NOT INTACT: see above.");
        out.flush();
        return intact ? 0 : 1;
    }

    private void show(JsonNode line, ProgressBar progress, PrintWriter out) {
        if (line.has("verified")) {
            progress.show(
                    line.get("verified").longValue(), line.get("total").longValue(), "events");
        } else if (line.has("chain")) {
            progress.end();
            out.println(chain(line));
        } else {
            intact = line.path("intact").booleanValue(false);
        }
    }

    static String chain(JsonNode line) {
        String what =
                String.format(
                        Locale.ROOT,
                        "shard %d, %-5s %,8d seals over %,10d entries, last hash %.16s…",
                        line.get("shard").intValue(),
                        line.get("chain").stringValue(),
                        line.get("seals").longValue(),
                        line.get("entries").longValue(),
                        line.get("last_hash").stringValue());
        return line.has("defect")
                ? what
                        + "\n  %s: the entry that ends at event %d of shard %d"
                                .formatted(
                                        line.get("defect")
                                                .stringValue()
                                                .toUpperCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        line.get("sequence").longValue(),
                                        line.get("shard").intValue())
                : what + "  ok";
    }
}
