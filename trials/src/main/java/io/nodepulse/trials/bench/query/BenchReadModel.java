package io.nodepulse.trials.bench.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.readmodel.NotifyAnnouncer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A migrated database into which generated scrapes go through the real projector. */
public final class BenchReadModel implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int SCRAPES_PER_BATCH = 200;

    private final HikariDataSource dataSource;
    private final TransactionTemplate transaction;
    private final ProcessProjector projector;
    private long sequence;

    /** Which keeps everything. */
    public BenchReadModel(String jdbcUrl) {
        this(jdbcUrl, new ReadModelRetention(Duration.ZERO, Clock.systemUTC()));
    }

    /** Which keeps what is kept where nothing is set, as the services of that database do. */
    static BenchReadModel keepingTheDefault(String jdbcUrl) {
        return new BenchReadModel(
                jdbcUrl, new ReadModelRetention(Duration.ofDays(7), Clock.systemUTC()));
    }

    private BenchReadModel(String jdbcUrl, ReadModelRetention retention) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setMaximumPoolSize(CONNECTIONS);
        // As in launcher.properties.
        pool.setConnectionInitSql("SET plan_cache_mode = force_generic_plan");
        dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(ProjectionsConfiguration.MIGRATIONS)
                .javaMigrations(ProjectionsConfiguration.javaMigrations())
                .defaultSchema(ReadModel.SERVED)
                .createSchemas(true)
                .load()
                .migrate();
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        transaction = new TransactionTemplate(transactions);
        projector = projector(transactions, retention);
    }

    private ProcessProjector projector(
            DataSourceTransactionManager transactions, ReadModelRetention retention) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        ReadModel model =
                new ReadModel(
                        jdbc,
                        ReadModel.SERVED,
                        new Partitions(dataSource, transactions),
                        retention,
                        new NotifyAnnouncer(jdbc));
        return new ProcessProjector(
                model,
                new Dictionaries(dataSource, transactions, ProcessProjector.NEW_NAMES_PER_DAY),
                new ProjectionCounters(
                        new SimpleMeterRegistry(), Grouping.BY_NAME.projection(), 0));
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    /** Projects that many scrapes of a server, evenly spaced, the last one at {@code end}. */
    public void project(
            GeneratedServer server,
            int scrapes,
            Duration interval,
            Instant end,
            ProgressBar progress) {
        List<EventMessage> batch = new ArrayList<>();
        for (int i = 1; i <= scrapes; i++) {
            Instant at = end.minus(interval.multipliedBy(scrapes - i));
            ProcessScrape scrape = ProcessScrape.of(server.samples(at, interval));
            batch.add(SampleMessage.stored(0, sequence + 1, scrape));
            sequence += scrape.size();
            if (i % SCRAPES_PER_BATCH == 0 || i == scrapes) {
                project(batch);
                batch.clear();
                progress.show(i, scrapes, "scrapes");
            }
        }
        progress.end();
    }

    /** Does what autovacuum does in the course of time. */
    public void settle() {
        new JdbcTemplate(dataSource).execute("VACUUM ANALYZE");
    }

    private void project(List<EventMessage> batch) {
        Runnable committed = transaction.execute(status -> projector.project(batch));
        Objects.requireNonNull(committed).run();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
