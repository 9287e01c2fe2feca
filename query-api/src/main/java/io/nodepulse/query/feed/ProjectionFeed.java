package io.nodepulse.query.feed;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

/**
 * Listens to the channel {@code admiral_scraped} on a connection and a thread of its own. Where the
 * connection breaks, positions are unknown until the next one stands, which is tried every second.
 */
public final class ProjectionFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionFeed.class);
    private static final String SERVERS = "servers";

    /** Bounds how long a broken connection, or the end of the application, stays unnoticed. */
    private static final int POLL_MILLIS = 1_000;

    private final DataSource dataSource;
    private final Positions positions;
    private final List<ScrapeListener> listeners;
    private volatile boolean running;

    public ProjectionFeed(
            DataSource dataSource, Positions positions, List<ScrapeListener> listeners) {
        this.dataSource = dataSource;
        this.positions = positions;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("projection-feed").start(this::run);
    }

    /** The thread ends within a second. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("Not hearing the projections: {}", e.getMessage());
                }
            } finally {
                positions.disconnected();
                listeners.forEach(ScrapeListener::unheard);
            }
            if (running) {
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN admiral_scraped");
        }
        positions.connected();
        listeners.forEach(ScrapeListener::heard);
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
            if (notifications.length == 0 && !connection.isValid(POLL_MILLIS)) {
                throw new SQLException("the connection is lost");
            }
            for (PGNotification notification : notifications) {
                hear(notification.getParameter());
            }
        }
    }

    private void hear(String payload) {
        Notice notice;
        try {
            notice = Notice.parse(payload);
        } catch (IllegalArgumentException e) {
            LOG.warn("Skipped a notification: {}", e.getMessage());
            return;
        }
        if (notice.projection().equals(SERVERS)) {
            notice.scraped().forEach(each -> changed(each.serverKey()));
            return;
        }
        for (Notice.Scraped scraped : notice.scraped()) {
            positions.scraped(notice.projection(), scraped.serverKey(), scraped.asOfMillis());
            for (ScrapeListener listener : listeners) {
                listener.scraped(notice.projection(), scraped.serverKey(), scraped.asOfMillis());
            }
        }
    }

    private void changed(int serverKey) {
        listeners.forEach(listener -> listener.changed(serverKey));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
