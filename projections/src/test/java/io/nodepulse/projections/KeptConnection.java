package io.nodepulse.projections;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.Properties;

/**
 * What a test asks its database by while it waits for something: one connection that stays. A new
 * one for each question, ten times a second, costs PostgreSQL far more CPU time than the answers.
 */
public final class KeptConnection {

    private KeptConnection() {}

    /** To that database, from the first question until it is closed; on one thread at a time. */
    public static SingleConnectionDataSource to(String jdbcUrl) {
        SingleConnectionDataSource kept = new SingleConnectionDataSource(jdbcUrl, true);
        Properties asked = new Properties();
        // Tables change places under it: each question is planned anew.
        asked.setProperty("prepareThreshold", "0");
        kept.setConnectionProperties(asked);
        return kept;
    }
}
