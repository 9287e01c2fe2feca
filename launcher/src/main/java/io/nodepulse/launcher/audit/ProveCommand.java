package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.top.ServerChoice;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the proof of a scrape, to be checked by anybody with {@link CheckCommand}. */
@Command(
        name = "prove",
        header = "Proves what a server's scrape at or before a time said.",
        description = "The proof holds all that 'audit check' needs, offline, but the key.")
public final class ProveCommand extends AskingCommand {

    @Option(
            names = "--server",
            paramLabel = "NAME_OR_ID",
            required = true,
            description = "The server.")
    private String server = "";

    @Option(names = "--at", paramLabel = "TIME", description = "Such as 2026-03-01T12:00:00Z.")
    private @Nullable String at;

    @Option(
            names = "--event",
            paramLabel = "NUMBER",
            description = "In place of --at, of a scrape that was erased: proves its hash.")
    private @Nullable Long event;

    @Option(
            names = "--exporter",
            paramLabel = "NAME",
            defaultValue = "process_exporter",
            description = "process_exporter, node_exporter or cgroup; default: ${DEFAULT-VALUE}.")
    private String exporter = "";

    @Option(names = "-o", paramLabel = "FILE", description = "Writes the proof there.")
    private @Nullable Path file;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen =
                ServerChoice.among(api.get("/api/servers"), Optional.of(server), Optional.empty());
        String proof =
                api.text(
                        "/api/audit/proof?server_id=%s&%s&exporter=%s"
                                .formatted(
                                        chosen.path("id").stringValue(),
                                        which(),
                                        encoded(exporter)));
        if (file == null) {
            out.print(proof);
        } else {
            write(file, proof);
            out.println("Written to " + file);
        }
        return 0;
    }

    private String which() {
        if ((at == null) == (event == null)) {
            throw new BadInputException("Say --at TIME, or --event NUMBER of one that was erased");
        }
        return at == null ? "sequence=" + event : "at=" + encoded(at);
    }

    private static void write(Path file, String proof) {
        try {
            Files.writeString(file, proof);
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }
}
