package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.embedded.ValkeyUser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each service in a context of its own, as they are installed, and a user of Valkey for each. */
class SeparateServicesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String PASSWORD = "pass word,@:/";
    private static final Pattern REGISTERED =
            Pattern.compile("\"id\":\"([^\"]+)\".*\"agent_token\":\"([^\"]+)\"");

    private static final Pattern ACL_LOG_OBJECT =
            Pattern.compile("object\r\n\\$\\d+\r\n([^\r]+)\r\n");

    @TempDir Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final List<AutoCloseable> running = new ArrayList<>();
    private ValkeyServer valkey;

    @BeforeEach
    void start() throws IOException {
        // The functions come with the commands.
        List<Service> services = List.of(Service.COMMANDS, Service.PROJECTIONS, Service.QUERY);
        ValkeyOptions options = ValkeyOptions.in(dir.resolve("valkey")).withPassword();
        for (Service service : services) {
            options =
                    options.withUser(
                            new ValkeyUser(
                                    service.valkeyUser(),
                                    PASSWORD + service,
                                    service.valkeyRules()));
        }
        valkey = ValkeyServer.start(options);
        running.add(valkey);
        settings(valkey.uri());
        for (Service service : services) {
            ServerSettings settings =
                    ServerSettings.of(
                            service,
                            dir.resolve("nodepulse-server.yml"),
                            Map.of("CREDENTIALS_DIRECTORY", login(service).toString()));
            settings.check();
            ConfigurableApplicationContext context =
                    new SpringApplicationBuilder(service.configuration())
                            .properties(settings.locations())
                            .run("--server.port=0");
            running.add(context);
            ports.put(
                    service,
                    context.getEnvironment()
                            .getRequiredProperty("local.server.port", Integer.class));
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable part : running.reversed()) {
            part.close();
        }
    }

    @Test
    void aPushReachesTheReadModel() throws Exception {
        for (Service service : ports.keySet()) {
            assertThat(get(service, "readyz").body()).contains("\"components\"", "UP");
            assertThat(get(service, "metrics").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> registered =
                post("api/servers", "secret-of-the-test", "{\"name\": \"web-1\"}");
        Matcher server = REGISTERED.matcher(registered.body());
        assertThat(server.find()).as(registered.body()).isTrue();
        String now = Instant.now().toString();

        HttpResponse<String> pushed =
                post(
                        "metrics/prometheus?server_id=" + server.group(1),
                        server.group(2),
                        """
                        {"process_exporter": [{"timestamp": "%s", "processes": [{"name": "nginx",
                          "num_procs": 1, "cpu_seconds": 1.5, "memory_bytes": 4096}]}]}
                        """
                                .formatted(now));

        assertThat(pushed.body()).contains("\"accepted\":1");
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () ->
                                assertThat(
                                                get(
                                                                Service.QUERY,
                                                                "api/servers/"
                                                                        + server.group(1)
                                                                        + "/processes/top")
                                                        .body())
                                        .contains("\"nginx\""));
        assertThat(get(Service.QUERY, "").body()).contains("<html");
        assertThat(send(request(Service.QUERY, "api/servers")).statusCode()).isEqualTo(401);
        assertThat(
                        send(request(Service.QUERY, "api/servers")
                                        .header("Authorization", "Bearer npt_guessed"))
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        post(
                                        Service.QUERY,
                                        "api/session",
                                        "secret-of-the-test",
                                        "{\"name\": \"ann\", \"password\": \"guessed at first\"}")
                                .statusCode())
                .as("failures are counted")
                .isEqualTo(401);
        nothingWasForbidden();
    }

    /**
     * What the table of users lacks would show here, also where a service went on without it. Who
     * may not bring functions nor mark the store tries to; the client asks for {@code test1} to see
     * whether it is at a cluster.
     */
    private void nothingWasForbidden() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", valkey.port())) {
            socket.getOutputStream()
                    .write(
                            "AUTH %s\r\nACL LOG\r\nQUIT\r\n"
                                    .formatted(valkey.password())
                                    .getBytes(UTF_8));
            String denied = new String(socket.getInputStream().readAllBytes(), UTF_8);
            List<String> what =
                    ACL_LOG_OBJECT.matcher(denied).results().map(m -> m.group(1)).toList();
            assertThat(what).as(denied).isSubsetOf("function|delete", "setnx", "test1");
        }
    }

    @Test
    void noServiceAnswersForAddressesThatItDoesNotHave() throws Exception {
        for (Service service : ports.keySet()) {
            for (String path :
                    List.of(
                            "health",
                            "-/healthy",
                            "federate",
                            "favicon.ico",
                            "robots.txt",
                            "wp-login.php",
                            "error",
                            "actuator",
                            "servers",
                            "api/nonsense")) {
                HttpResponse<String> answer = get(service, path);
                assertThat(answer.statusCode()).as(service + " " + path).isEqualTo(404);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(answer.body()).contains("\"status\":404", "\"instance\":\"/" + path);
            }
            for (String path : List.of("", "compare", "servers/1")) {
                assertThat(get(service, path).statusCode())
                        .as(service + " " + path)
                        .isEqualTo(service == Service.QUERY ? 200 : 404);
            }
        }
    }

    /** As systemd passes to one unit what only that unit may read. */
    private Path login(Service service) throws IOException {
        Path own = Files.createDirectories(dir.resolve("login-" + service));
        Files.writeString(own.resolve("nodepulse.valkey.username"), service.valkeyUser() + "\n");
        Files.writeString(own.resolve("nodepulse.valkey.password"), PASSWORD + service + "\n");
        return own;
    }

    private void settings(String valkey) throws IOException {
        Path secrets = Files.createDirectories(dir.resolve("secrets"));
        Files.writeString(secrets.resolve("nodepulse.admin.token"), "secret-of-the-test\n");
        Files.writeString(
                dir.resolve("nodepulse-server.yml"),
                """
                nodepulse.valkey.uri: %s
                nodepulse.persons.key-file: %s
                spring.datasource.url: %s
                """
                        .formatted(
                                valkey,
                                dir.resolve("persons.key"),
                                EmbeddedPostgres.newDatabase()));
    }

    private HttpResponse<String> get(Service service, String path) throws Exception {
        return send(request(service, path).header("Authorization", "Bearer secret-of-the-test"));
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return post(Service.COMMANDS, path, token, body);
    }

    private HttpResponse<String> post(Service service, String path, String token, String body)
            throws Exception {
        return send(
                request(service, path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(Service service, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/%s".formatted(ports.get(service), path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
