package io.nodepulse.query.servers;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.readmodel.ProcessDictionary;

import org.jooq.DSLContext;
import org.jooq.Record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * All servers in memory, so that a list of thousands costs reading only those that were scraped
 * since the last list. While scrapes are not heard of, each list reads all. Thread-safe.
 */
public final class Fleet implements ScrapeListener {

    /** Rows hold some kilobytes each; this bounds what one read brings at once. */
    private static final int ROWS_PER_READ = 500;

    /** Registrations are not announced; they show in these counts. */
    private record Registered(int servers, int named) {}

    private static final String KEYS =
            "SELECT server_key FROM admiral.servers WHERE removed_at IS NULL";

    private static final String COUNTS =
            "SELECT count(*), count(name) FROM admiral.servers WHERE removed_at IS NULL";

    private final DSLContext sql;
    private final ServerReader reader;
    private final Positions positions;
    private final Set<Integer> scraped = ConcurrentHashMap.newKeySet();
    private final Map<Integer, ServerRow> rows = new HashMap<>();
    private Registered registered = new Registered(0, 0);
    private volatile boolean complete;

    public Fleet(DSLContext sql, ProcessDictionary names, Positions positions) {
        this.sql = sql;
        this.reader = new ServerReader(sql, names);
        this.positions = positions;
    }

    @Override
    public void scraped(String projection, int serverKey, long asOfMillis) {
        scraped.add(serverKey);
    }

    @Override
    public void changed(int serverKey) {
        scraped.add(serverKey);
    }

    @Override
    public void unheard() {
        complete = false;
    }

    /** Those servers as they are in the read model now, in no order. */
    Collection<ServerRow> servers(VisibleServers visible) {
        Predicate<UUID> shown = visible.now();
        return servers().stream().filter(server -> shown.test(server.id())).toList();
    }

    private synchronized Collection<ServerRow> servers() {
        Registered now = registered();
        boolean heard = positions.areHeard();
        Set<Integer> news = takeScraped();
        try {
            if (complete && heard && now.equals(registered)) {
                refresh(news);
            } else {
                complete = heard;
                List<Integer> keys = sql.fetch(KEYS).getValues(0, Integer.class);
                rows.keySet().retainAll(Set.copyOf(keys));
                refresh(keys);
                registered = now;
            }
        } catch (RuntimeException e) {
            complete = false; // what was heard of and not read is read with all others
            throw e;
        }
        return List.copyOf(rows.values());
    }

    ServerReader reader() {
        return reader;
    }

    private void refresh(Collection<Integer> keys) {
        List<Integer> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += ROWS_PER_READ) {
            int to = Math.min(all.size(), from + ROWS_PER_READ);
            List<Integer> asked = all.subList(from, to);
            List<ServerRow> found = reader.read(asked);
            rows.keySet().removeAll(Set.copyOf(asked));
            found.forEach(row -> rows.put(row.key(), row));
        }
    }

    /** A scrape heard of while this runs is either taken now or left for the next time. */
    private Set<Integer> takeScraped() {
        Set<Integer> taken = new HashSet<>(scraped);
        scraped.removeAll(taken);
        return taken;
    }

    private Registered registered() {
        Record counts = sql.fetchSingle(COUNTS);
        return new Registered(counts.get(0, Integer.class), counts.get(1, Integer.class));
    }
}
