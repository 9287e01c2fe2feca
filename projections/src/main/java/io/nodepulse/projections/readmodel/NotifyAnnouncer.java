package io.nodepulse.projections.readmodel;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.ArrayList;
import java.util.List;

/** Announces with NOTIFY; README.md defines the payload. */
public final class NotifyAnnouncer implements Announcer {

    public static final String CHANNEL = "admiral_scraped";

    /** PostgreSQL takes less than 8,000 bytes. */
    static final int MAX_PAYLOAD = 7_900;

    private final JdbcTemplate jdbc;

    public NotifyAnnouncer(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void announce(String projection, List<News> news) {
        for (String payload : payloads(projection, news)) {
            jdbc.query("SELECT pg_notify(?, ?)", row -> {}, CHANNEL, payload);
        }
    }

    static List<String> payloads(String projection, List<News> news) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        for (News each : news) {
            String item = each.serverKey() + "=" + each.asOfMs();
            if (payload.length() + 1 + item.length() > MAX_PAYLOAD) {
                payloads.add(payload.toString());
                payload.setLength(0);
            }
            payload.append(payload.isEmpty() ? projection + " " : ",").append(item);
        }
        if (!payload.isEmpty()) {
            payloads.add(payload.toString());
        }
        return payloads;
    }
}
