package io.nodepulse.projections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nodepulse.embedded.DatabaseTemplate;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.readmodel.NotifyAnnouncer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.Projector;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A migrated database of its own, and what projectors need to write to it. */
public final class TestReadModel implements AutoCloseable {

    private static final int CONNECTIONS = 20;
    private static final DatabaseTemplate MIGRATED =
            DatabaseTemplate.preparedBy(TestReadModel::migrate);

    private final HikariDataSource dataSource;
    private final DataSourceTransactionManager transactions;
    private final JdbcTemplate jdbc;

    private TestReadModel(String jdbcUrl) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setMaximumPoolSize(CONNECTIONS);
        // Most tests use one or two; all at once would be as many processes of PostgreSQL for each.
        pool.setMinimumIdle(1);
        dataSource = new HikariDataSource(pool);
        transactions = new DataSourceTransactionManager(dataSource);
        jdbc = new JdbcTemplate(dataSource);
    }

    /** A new database on the shared server. */
    public static TestReadModel create() {
        return new TestReadModel(newDatabase());
    }

    /** The address of a new database of the shared server that is migrated. */
    public static String newDatabase() {
        return MIGRATED.newDatabase();
    }

    /** The database at that address, migrated where that is still to be done. */
    public static TestReadModel at(String jdbcUrl) {
        migrate(jdbcUrl);
        return new TestReadModel(jdbcUrl);
    }

    private static void migrate(String jdbcUrl) {
        Flyway.configure()
                .dataSource(jdbcUrl, null, null)
                .locations(ProjectionsConfiguration.MIGRATIONS)
                .javaMigrations(ProjectionsConfiguration.javaMigrations())
                .defaultSchema(ReadModel.SERVED)
                .createSchemas(true)
                .load()
                .migrate();
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public DataSourceTransactionManager transactions() {
        return transactions;
    }

    /** For any number of names. */
    public Dictionaries dictionaries() {
        return dictionaries(0);
    }

    public Dictionaries dictionaries(int newNamesPerDay) {
        return new Dictionaries(dataSource, transactions, newNamesPerDay);
    }

    public Partitions partitions() {
        return new Partitions(dataSource, transactions);
    }

    /** The served tables, keeping everything. */
    public ReadModel model() {
        return model(new ReadModelRetention(Duration.ZERO, Clock.systemUTC()));
    }

    public ReadModel model(ReadModelRetention retention) {
        return new ReadModel(
                jdbc, ReadModel.SERVED, partitions(), retention, new NotifyAnnouncer(jdbc));
    }

    /** Projects a batch as the stream does: in one transaction, then what follows its commit. */
    public void project(Projector projector, List<EventMessage> batch) {
        try {
            Runnable committed =
                    new TransactionTemplate(transactions)
                            .execute(status -> projector.project(batch));
            if (committed != null) {
                committed.run();
            }
        } catch (RuntimeException e) {
            projector.forget();
            throw e;
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
