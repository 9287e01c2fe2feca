package io.nodepulse.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.largest.LargestProcesses;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The real program on a free loopback port, with a key prefix of its own in a real Valkey. */
public final class RunningCommands implements AutoCloseable {

    public static final String ADMIN_TOKEN = "admin-for-tests";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final HttpClient http;

    /** A registered server and its agent's token. */
    public record Agent(UUID serverId, String token) {}

    private RunningCommands(ConfigurableApplicationContext context, HttpClient http) {
        this.context = context;
        this.http = http;
    }

    public static RunningCommands start() {
        return start(Map.of());
    }

    public static RunningCommands start(Map<String, String> settings) {
        return start(settings, HttpClient.newHttpClient());
    }

    /**
     * @param http trusts its certificate, where it has one
     */
    public static RunningCommands start(Map<String, String> settings, HttpClient http) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("logging.level.root", "warn");
        all.put("nodepulse.admin.token", ADMIN_TOKEN);
        all.put("nodepulse.ingest.pushes-per-second", "0");
        all.put("nodepulse.valkey.namespace", "commands-" + UUID.randomUUID());
        all.putAll(settings);
        all.computeIfAbsent("nodepulse.valkey.uri", key -> EmbeddedValkey.shared().uri());
        String[] arguments =
                all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new);
        return new RunningCommands(CommandsApplication.application().run(arguments), http);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Registers a server, as an administrator; there may be more of that name. */
    public Agent register(String name) {
        HttpResponse<String> answer =
                send(
                        request("/api/servers", ADMIN_TOKEN)
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"name\": \"%s\", \"allow_same_name\": true}"
                                                        .formatted(name))));
        JsonNode json = JSON.readTree(answer.body());
        return new Agent(
                UUID.fromString(json.get("id").asString()), json.get("agent_token").asString());
    }

    /** Gives that server's agent a new token, as an administrator; the old one fades so long. */
    public Agent rotate(Agent agent, int overlapSeconds) {
        HttpResponse<String> answer =
                send(
                        request(
                                        "/api/servers/%s/agent-token?overlap_seconds=%d"
                                                .formatted(agent.serverId(), overlapSeconds),
                                        ADMIN_TOKEN)
                                .POST(BodyPublishers.noBody()));
        return new Agent(
                agent.serverId(), JSON.readTree(answer.body()).get("agent_token").asString());
    }

    /** Shuts that server's agent out, as an administrator. */
    public HttpResponse<String> revoke(Agent agent) {
        return send(
                request("/api/servers/" + agent.serverId() + "/agent-token", ADMIN_TOKEN).DELETE());
    }

    /** Pushes a body for that server, as its agent. */
    public HttpResponse<String> push(Agent agent, String body) {
        return push(agent, body.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> push(Agent agent, byte[] body) {
        return send(pushRequest(agent).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Reads that address, as nobody in particular. */
    public HttpResponse<String> get(String path) {
        return send(request(path, "").GET());
    }

    public HttpRequest.Builder pushRequest(Agent agent) {
        return request("/metrics/prometheus?server_id=" + agent.serverId(), agent.token());
    }

    public HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    /** A request that shows no token. */
    public HttpRequest.Builder request(String path) {
        boolean tls = context.getEnvironment().containsProperty("server.ssl.bundle");
        return HttpRequest.newBuilder(
                        URI.create(
                                "%s://127.0.0.1:%d%s"
                                        .formatted(tls ? "https" : "http", port(), path)))
                .timeout(TIMEOUT);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The samples of that server that are in the event store, oldest first. */
    public List<SampleEvent> samples(UUID serverId) {
        ValkeyEventStore store = context.getBean(ValkeyEventStore.class);
        EventCriteria criteria =
                EventCriteria.havingTags(EventTypes.scrapedTag(serverId.toString()));
        return store.engine(store.shardOf(serverId))
                .source(SourcingCondition.conditionFor(criteria), null)
                .reduce(
                        new ArrayList<SampleEvent>(),
                        (found, entry) -> {
                            if (entry.message().payload() instanceof SampleEvent sample) {
                                found.add(sample);
                            }
                            return found;
                        })
                .join();
    }

    /** The newest list of that server's largest processes. */
    public Optional<LargestProcesses> largest(UUID serverId) {
        Instant later = Instant.now().plus(Duration.ofDays(1));
        return context.getBean(LargestStore.class).at(serverId, Instant.EPOCH, later);
    }

    /** How often something was counted. */
    public double count(String counter, String... tags) {
        return context.getBean(MeterRegistry.class).find(counter).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
