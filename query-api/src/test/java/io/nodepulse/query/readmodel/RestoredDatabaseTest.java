package io.nodepulse.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.testing.TestReadModel;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.UUID;

/** In a restored copy of the database a key may stand for another name, and another server. */
class RestoredDatabaseTest {

    private TestReadModel database;
    private Connection connection;
    private DSLContext sql;

    @BeforeEach
    void open() throws Exception {
        database = TestReadModel.create();
        connection = DriverManager.getConnection(database.url());
        sql = DSL.using(connection, SQLDialect.POSTGRES);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void namesAreReadAgainOnceTheDatabaseWasAway() {
        sql.execute("INSERT INTO admiral.process_names (name) VALUES ('nginx')");
        ProcessDictionary names = new ProcessDictionary(sql);
        int key = names.key("nginx").orElseThrow();
        assertThat(names.names(new int[] {key})).containsExactly("nginx");

        sql.execute("UPDATE admiral.process_names SET name = 'postgres'");
        names.unheard();

        assertThat(names.names(new int[] {key})).containsExactly("postgres");
    }

    @Test
    void serversAreReadAgainOnceTheDatabaseWasAway() throws Exception {
        UUID id = database.register("web-1", Instant.EPOCH);
        KnownServers servers = new KnownServers(sql);
        int key = servers.find(id, VisibleServers.ALL).orElseThrow().key();
        assertThat(servers.idOf(key)).isEqualTo(id);

        UUID other = UUID.randomUUID();
        sql.execute("UPDATE admiral.servers SET server_id = ?", other);
        servers.unheard();

        assertThat(servers.idOf(key)).isEqualTo(other);
        assertThat(servers.find(id, VisibleServers.ALL)).isEmpty();
    }
}
