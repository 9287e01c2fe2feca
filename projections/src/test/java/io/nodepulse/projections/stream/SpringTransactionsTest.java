package io.nodepulse.projections.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;

import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.TransactionalUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Axon's units of work on a real PostgreSQL that is away for longer than one waits for it. */
class SpringTransactionsTest {

    private static final int CONNECTION_TIMEOUT_MILLIS = 250;
    private static final int LONGEST_SECONDS = 20;

    @TempDir Path directory;

    private PostgresServer postgres;
    private HikariDataSource pool;
    private JdbcTemplate jdbc;
    private DataSourceTransactionManager spring;
    private UnitOfWorkFactory units;

    @BeforeEach
    void start() {
        postgres = PostgresServer.start(PostgresOptions.in(directory));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        jdbc = new JdbcTemplate(pool);
        jdbc.execute("CREATE TABLE kept (value int)");
        spring = new DataSourceTransactionManager(pool);
        units =
                new TransactionalUnitOfWorkFactory(
                        new SpringTransactions(spring),
                        new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE));
    }

    @AfterEach
    void stop() {
        pool.close();
        postgres.close();
    }

    @Test
    void aUnitOfWorkThatCannotBeginFailsAndTheNextOneSucceeds() {
        int port = postgres.port();
        inUnit(() -> jdbc.update("INSERT INTO kept VALUES (1)"));
        postgres.killHard();

        // The pool's connection looks well until it is used.
        assertThatThrownBy(() -> inUnit(() -> jdbc.update("INSERT INTO kept VALUES (2)")))
                .isInstanceOf(CompletionException.class);
        refused(() -> jdbc.update("INSERT INTO kept VALUES (2)"));
        refused(() -> new TransactionTemplate(spring).execute(status -> 0));
        refused(
                () -> {
                    TransactionTemplate own = new TransactionTemplate(spring);
                    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                    return own.execute(status -> jdbc.update("INSERT INTO kept VALUES (3)"));
                });
        refused(() -> "needs no database");

        postgres = PostgresServer.start(PostgresOptions.in(directory).withPort(port));
        // The pool looks for a new connection at its own pace.
        await().ignoreExceptions()
                .untilAsserted(() -> inUnit(() -> jdbc.update("INSERT INTO kept VALUES (4)")));
        assertThat(jdbc.queryForList("SELECT value FROM kept ORDER BY 1", Integer.class))
                .containsExactly(1, 4);
    }

    /** What fails halfway is taken back, as ever. */
    @Test
    void aUnitOfWorkThatFailsIsRolledBack() {
        assertThatThrownBy(
                        () ->
                                inUnit(
                                        () -> {
                                            jdbc.update("INSERT INTO kept VALUES (5)");
                                            throw new IllegalStateException("halfway");
                                        }))
                .hasRootCauseMessage("halfway");
        assertThat(jdbc.queryForList("SELECT value FROM kept", Map.class)).isEmpty();
    }

    private void refused(Supplier<@Nullable Object> work) {
        assertThatThrownBy(() -> inUnit(work))
                .hasCauseInstanceOf(CannotCreateTransactionException.class);
    }

    /** Ends the test where the unit of work never ends. */
    private void inUnit(Supplier<@Nullable Object> work) {
        units.create()
                .executeWithResult(context -> CompletableFuture.completedFuture(work.get()))
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
