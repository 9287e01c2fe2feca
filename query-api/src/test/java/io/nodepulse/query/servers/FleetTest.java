package io.nodepulse.query.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.feed.ProjectionFeed;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.testing.Scrape;
import io.nodepulse.query.testing.TestReadModel;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.mockito.MockMakers;
import org.mockito.stubbing.Answer;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

class FleetTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final Positions positions = new Positions();
    private final AtomicInteger heard = new AtomicInteger();

    /** The database goes away between two statements of one list, which no real one does on cue. */
    @Test
    void whatWasHeardOfIsReadAfterAListThatFailedHalfway() throws Exception {
        try (TestReadModel database = TestReadModel.create()) {
            PGSimpleDataSource real = new PGSimpleDataSource();
            real.setUrl(database.url());
            DataSource failing =
                    mock(
                            DataSource.class,
                            withSettings()
                                    .mockMaker(MockMakers.PROXY)
                                    .defaultAnswer(delegatesTo(real)));
            DSLContext sql = DSL.using(failing, SQLDialect.POSTGRES);
            Fleet fleet = new Fleet(sql, new ProcessDictionary(sql), positions);
            UUID server = database.register("web-1", AT);
            ProjectionFeed feed = new ProjectionFeed(real, positions, List.of(fleet, counting()));
            feed.start();
            try {
                await().until(positions::areHeard);
                assertThat(fleet.servers(VisibleServers.ALL))
                        .extracting(ServerRow::lastSeen)
                        .containsOnlyNulls();
                database.project(server, scrape());
                await().until(() -> heard.get() > 0);

                Answer<Object> connects = call -> real.getConnection();
                when(failing.getConnection())
                        .thenAnswer(connects)
                        .thenThrow(new SQLException("connection reset"))
                        .thenAnswer(connects);

                assertThatThrownBy(() -> fleet.servers(VisibleServers.ALL))
                        .hasRootCauseMessage("connection reset");
                assertThat(fleet.servers(VisibleServers.ALL))
                        .extracting(ServerRow::lastSeen)
                        .containsExactly(AT);
            } finally {
                feed.stop();
            }
        }
    }

    /** Asked after the fleet. */
    private ScrapeListener counting() {
        return new ScrapeListener() {
            @Override
            public void scraped(String projection, int serverKey, long asOfMillis) {
                heard.incrementAndGet();
            }
        };
    }

    private static List<Scrape> scrape() {
        return List.of(
                new Scrape(AT.toEpochMilli(), List.of(new Scrape.Sample("nginx", 1, 0.5, 4096))));
    }
}
