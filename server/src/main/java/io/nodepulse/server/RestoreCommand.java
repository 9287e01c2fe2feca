package io.nodepulse.server;

import io.nodepulse.audit.restore.RestoreConfiguration;
import io.nodepulse.audit.segment.SegmentRestore;
import io.nodepulse.audit.segment.SegmentRestore.Held;
import io.nodepulse.events.store.restore.ShardRestore.Restored;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Fills an empty Valkey again from segments. No service of the same Valkey may run meanwhile: the
 * notary's folder has one user at a time.
 */
@Command(
        name = "restore",
        description = {
            "Fills an event store that has nothing from its segments, after every one of them was compared with what was signed.",
            "It needs the segments, the folder of nodepulse.audit.directory and an empty Valkey. "
                    + "Exit code 1 if a segment is not what was signed, or the store has events."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/nodepulse-server/nodepulse-server.yml",
            description = "Settings, YAML; default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The segments; default: what nodepulse.segments.directory says.")
    private @Nullable Path from;

    @Option(
            names = "--dry-run",
            description = "Only compares the segments, and says what can be had again.")
    private boolean dryRun;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        ServerSettings settings = ServerSettings.of(Service.COMMANDS, config, System.getenv());
        settings.check();
        Map<String, Object> properties = new HashMap<>(settings.locations());
        properties.put("spring.main.banner-mode", "off");
        SpringApplicationBuilder restore =
                new SpringApplicationBuilder(RestoreConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .properties(properties);
        String[] arguments =
                from == null
                        ? new String[0]
                        : new String[] {"--nodepulse.segments.directory=" + from};
        try (ConfigurableApplicationContext context = restore.run(arguments)) {
            return run(context.getBean(SegmentRestore.class));
        }
    }

    private int run(SegmentRestore restore) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RestoreProgress progress = new RestoreProgress(out, System::nanoTime);
        List<Held> shards =
                restore.check((shard, sequence) -> progress.at(shard, "compared", sequence));
        for (Held shard : shards) {
            out.printf(
                    "shard %d: %,d segments, all as they were signed, with events up to %,d of %,d%s%n",
                    shard.shard(),
                    shard.files(),
                    shard.head(),
                    shard.signed(),
                    shard.newest().map(newest -> ", sampled up to " + newest).orElse(""));
        }
        out.println(
                "What was sampled after that cannot be had again, nor can sessions, known devices"
                        + " and what was set aside.");
        out.println(
                "The keys of persons are in no segment: without a backup of Valkey, names and"
                        + " addresses in the audit log stay unreadable and nobody who signs in with"
                        + " a password is let in; events and proofs hold, and the administrator's"
                        + " token lets people be added again.");
        out.flush();
        if (dryRun) {
            return ExitCode.OK;
        }
        for (Held shard : shards) {
            Restored restored =
                    restore.restore(
                            shard.shard(),
                            sequence -> progress.at(shard.shard(), "read", sequence));
            out.printf(
                    "shard %d: is there again up to event %,d, with %,d appends that are no scrapes%n",
                    shard.shard(), restored.head(), restored.facts());
            out.flush();
        }
        out.println(
                "Start the services, then: nodepulse audit restored, which writes down what is lost,"
                        + " and nodepulse rebuild for each projection.");
        return ExitCode.OK;
    }
}
