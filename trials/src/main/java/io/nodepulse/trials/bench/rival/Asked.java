package io.nodepulse.trials.bench.rival;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.trials.bench.load.HttpAnswer;
import io.nodepulse.trials.bench.load.PlainConnection;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Somebody who answers over HTTP. Asked on one connection, by one thread. */
final class Asked implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;

    private final String name;
    private final Function<Question, String> path;
    private final Function<JsonNode, JsonNode> processes;
    private final Function<JsonNode, JsonNode> processName;
    private final PlainConnection connection;

    private Asked(
            String name,
            URI server,
            Function<Question, String> path,
            Function<JsonNode, JsonNode> processes,
            Function<JsonNode, JsonNode> processName) {
        this.name = name;
        this.path = path;
        this.processes = processes;
        this.processName = processName;
        this.connection = new PlainConnection(server);
    }

    static Asked nodePulse(URI address, UUID server) {
        String path = "/api/servers/%s/processes/top?limit=10&from=%s&to=%s";
        return new Asked(
                "NodePulse",
                address,
                question -> path.formatted(server, question.start(), question.end()),
                answer -> answer.get("processes"),
                process -> process.get("name"));
    }

    static Asked inPromQl(String name, URI address, UUID server) {
        String path = "/api/v1/query?query=%s&time=%s";
        return new Asked(
                name,
                address,
                question ->
                        path.formatted(
                                URLEncoder.encode(promQl(server, question.hours()), UTF_8),
                                Exposition.seconds(question.end())),
                answer -> answer.get("data").get("result"),
                series -> series.get("metric").get("groupname"));
    }

    private static String promQl(UUID server, int hours) {
        return "topk(10, increase(%s{instance=\"%s\"}[%dh]))"
                .formatted(Exposition.NAME, server, hours);
    }

    String name() {
        return name;
    }

    /** The whole answer; one that is none is an error. */
    HttpAnswer answer(Question question) {
        try {
            HttpAnswer answer = connection.get(path.apply(question));
            if (answer.status() != OK) {
                throw new IOException("status " + answer.status() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s did not answer %s: %s".formatted(name, question, e.getMessage()), e);
        }
    }

    /** Who is in the answer. */
    Set<String> top(Question question) {
        Set<String> names = new HashSet<>();
        for (JsonNode process : processes.apply(JSON.readTree(answer(question).body()))) {
            names.add(processName.apply(process).asString());
        }
        return names;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
