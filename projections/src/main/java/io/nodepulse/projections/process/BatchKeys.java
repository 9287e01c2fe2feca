package io.nodepulse.projections.process;

import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.dictionary.ServerKey;
import io.nodepulse.projections.stream.EventId;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the keys of the dictionaries in the place of servers and names, within the quotas of names:
 * each server's first, then that of all, which takes no place in a server's.
 */
final class BatchKeys {

    private final Dictionaries dictionaries;
    private final NameQuota quota;
    private final NameKeys nameKeys;
    private final Clock clock;
    private LocalDate day = LocalDate.EPOCH;

    /**
     * @param clock of the days on which names are in use
     */
    BatchKeys(Dictionaries dictionaries, NameQuota quota, Clock clock) {
        this.dictionaries = dictionaries;
        this.quota = quota;
        this.clock = clock;
        this.nameKeys = new NameKeys(dictionaries.processNames()::get);
    }

    /**
     * A batch in keys.
     *
     * @param byServer in the order of each server's first scrape, its scrapes in theirs
     * @param names what the quotas made of its names
     */
    record KeyedBatch(List<ServerScrapes> byServer, NameQuota.Batch names) {}

    /** Another database has other keys. */
    void forget() {
        nameKeys.forget();
        quota.forget();
    }

    /** These servers begin anew. */
    void forget(Collection<Integer> serverKeys) {
        quota.forget(serverKeys);
    }

    /**
     * @param samples events of scrapes of process groups
     */
    KeyedBatch of(List<EventMessage> samples) {
        beginDay();
        List<ProcessScrape> scrapes = samples.stream().map(BatchKeys::scrapeOf).toList();
        List<ServerKey> servers = serversOf(scrapes);
        List<Integer> serverKeys = servers.stream().map(ServerKey::key).toList();
        NameQuota.Batch own = quota.decide(scrapes, serverKeys);
        boolean all = dictionaries.newNames().prepare(newNames(scrapes, own));
        NameQuota.Batch names = all ? own : quota.decideOnKnown(scrapes, serverKeys);
        if (names.count() > 0) {
            dictionaries.processNames().prepare(List.of(NameQuota.OTHER));
        }
        Map<ServerKey, ServerScrapes> byServer = new LinkedHashMap<>();
        for (int i = 0; i < scrapes.size(); i++) {
            long firstId = EventId.parse(samples.get(i).identifier()).asLong();
            byServer.computeIfAbsent(
                            servers.get(i), key -> new ServerScrapes(key, new ArrayList<>()))
                    .scrapes()
                    .add(keyed(scrapes.get(i), firstId, servers.get(i), names.beyond(i)));
        }
        return new KeyedBatch(List.copyOf(byServer.values()), names);
    }

    /** Names that were used on another day only may have lost their keys. */
    private void beginDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        dictionaries.processNames().begin(today);
        if (!today.equals(day)) {
            nameKeys.forget();
            day = today;
        }
    }

    private static ProcessScrape scrapeOf(EventMessage message) {
        if (message.payload() instanceof ProcessScrape scrape) {
            return scrape;
        }
        throw new IllegalArgumentException("not a scrape of process groups: " + message.type());
    }

    private List<ServerKey> serversOf(List<ProcessScrape> batch) {
        dictionaries.servers().prepare(batch.stream().map(ProcessScrape::serverId).toList());
        return batch.stream().map(scrape -> dictionaries.servers().get(scrape.serverId())).toList();
    }

    private Scrape keyed(
            ProcessScrape scrape, long firstId, ServerKey server, @Nullable BitSet beyond) {
        return beyond == null
                ? nameKeys.keyed(scrape, firstId, server.key())
                : nameKeys.keyed(scrape, firstId, server.key(), beyond);
    }

    /** Names that get a key now, by day; those beyond their server's quota never do. */
    private Map<LocalDate, Set<String>> newNames(
            List<ProcessScrape> batch, NameQuota.Batch admitted) {
        Set<String> met = new HashSet<>();
        Map<LocalDate, Set<String>> byDay = new TreeMap<>();
        for (int n = 0; n < batch.size(); n++) {
            ProcessScrape scrape = batch.get(n);
            @Nullable BitSet beyond = admitted.beyond(n);
            if (beyond == null && nameKeys.knows(scrape.names())) {
                continue;
            }
            LocalDate scraped = LocalDate.ofInstant(scrape.sampledAt(), ZoneOffset.UTC);
            for (int i = 0; i < scrape.size(); i++) {
                String name = scrape.names().get(i);
                if ((beyond == null || !beyond.get(i)) && met.add(name)) {
                    byDay.computeIfAbsent(scraped, key -> new LinkedHashSet<>()).add(name);
                }
            }
        }
        return byDay;
    }
}
