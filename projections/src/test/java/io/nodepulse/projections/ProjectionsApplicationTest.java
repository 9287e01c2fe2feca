package io.nodepulse.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The whole module between a real Valkey and a real PostgreSQL. */
class ProjectionsApplicationTest {

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context =
                new SpringApplicationBuilder(ProjectionsApplication.class)
                        .properties(
                                Map.of(
                                        "spring.datasource.url",
                                        EmbeddedPostgres.newDatabase(),
                                        "spring.datasource.hikari.maximum-pool-size",
                                        20,
                                        "nodepulse.valkey.uri",
                                        EmbeddedValkey.shared().uri(),
                                        "nodepulse.valkey.namespace",
                                        "projections-test",
                                        "nodepulse.admin.token",
                                        "secret",
                                        "server.port",
                                        0,
                                        "server.address",
                                        "127.0.0.1"))
                        .run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void eventsBecomeRows() {
        Appends appends = new Appends(context.getBean(ValkeyEventStore.class));
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        UUID server = UUID.randomUUID();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        appends.append(server, List.of(new ServerRegistered(server, "web-1", "0".repeat(64), at)));
        appends.append(server, Appends.scrape(server, at, 3, 1.0));
        appends.append(server, Appends.scrape(server, at.plusSeconds(15), 3, 4.0));
        appends.append(
                server,
                List.of(new HostSampled(server, at, Map.of(HostMetric.PROCESSES_TOTAL, 321.0))));

        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForList(
                                                        """
                                                        SELECT process_name || ' ' || avg_cpu_percent
                                                        FROM admiral.process_rolling
                                                        WHERE server_id = ? AND window_hours = 1
                                                        ORDER BY process_name""",
                                                        String.class,
                                                        server))
                                        .containsExactly("group-0 20", "group-1 20", "group-2 20"));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForList(
                                                        """
                                                        SELECT name || ' ' || processes_total
                                                        FROM admiral.host_live
                                                        JOIN admiral.servers USING (server_key)
                                                        WHERE server_id = ?""",
                                                        String.class,
                                                        server))
                                        .containsExactly("web-1 321"));
    }
}
