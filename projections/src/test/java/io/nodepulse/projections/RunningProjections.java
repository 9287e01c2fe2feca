package io.nodepulse.projections;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.projections.status.StatusReader;

import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.stream.Stream;

/** An instance of the service in this JVM, on a free port; it keeps everything. */
public final class RunningProjections implements AutoCloseable {

    static final String ADMIN_TOKEN = "secret-of-the-test";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningProjections(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** As the service's own user of the shared Valkey, who may do no more than it needs. */
    public static RunningProjections start(String jdbcUrl, String namespace) {
        ValkeyUser user =
                new ValkeyUser(
                        ValkeyUsers.name("projections-of-" + namespace),
                        "password-of-" + namespace,
                        ValkeyUsers.rules("projections", namespace));
        EmbeddedValkey.define(user);
        return start(
                jdbcUrl,
                EmbeddedValkey.shared().uri(),
                namespace,
                EventStoreSettings.DEFAULT_SHARDS,
                "--nodepulse.valkey.username=" + user.name(),
                "--nodepulse.valkey.password=" + user.password());
    }

    public static RunningProjections start(String jdbcUrl, String valkeyUri, String namespace) {
        return start(jdbcUrl, valkeyUri, namespace, EventStoreSettings.DEFAULT_SHARDS);
    }

    public static RunningProjections start(
            String jdbcUrl, String valkeyUri, String namespace, int shards, String... login) {
        Stream<String> settings =
                Stream.of(
                        "--spring.datasource.url=" + jdbcUrl,
                        "--spring.datasource.hikari.maximum-pool-size=20",
                        "--spring.datasource.hikari.minimum-idle=1",
                        "--nodepulse.valkey.uri=" + valkeyUri,
                        "--nodepulse.valkey.namespace=" + namespace,
                        "--nodepulse.valkey.shards=" + shards,
                        "--nodepulse.retention=0",
                        "--nodepulse.admin.token=" + ADMIN_TOKEN,
                        "--nodepulse.access.reading=open",
                        "--server.port=0");
        return new RunningProjections(
                ProjectionsApplication.application()
                        .run(Stream.concat(settings, Stream.of(login)).toArray(String[]::new)));
    }

    /** Whether all that is in the event store is projected. */
    public boolean hasCaughtUp() {
        return context.getBean(StatusReader.class).read().stream()
                .flatMap(each -> each.shards().stream())
                .allMatch(shard -> Objects.equals(shard.lagEvents(), 0L));
    }

    /** Status of the answer to a call of the administrator. */
    public int call(String method, String path) throws Exception {
        return send(method, path).statusCode();
    }

    public HttpResponse<String> send(String method, String path) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + ADMIN_TOKEN)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
