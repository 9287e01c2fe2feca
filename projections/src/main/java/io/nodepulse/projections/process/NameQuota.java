package io.nodepulse.projections.process;

import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.dictionary.Dictionary;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds each server to so many different names a day (UTC, by the time of the scrape), as any user
 * of a monitored machine chooses names, and the dictionary keeps each of them. Samples of further
 * names count together under {@link #OTHER}; the events keep their names. Which names those are
 * follows from the server's scrapes in their order and from nothing else, so a rebuild finds the
 * same ones. Used by one thread.
 */
final class NameQuota {

    /** Where names beyond the quota are counted. */
    static final String OTHER = "(other)";

    /**
     * Together some 8 MB. When full, the server that was silent longest leaves, and is read again.
     */
    private static final int MAX_REMEMBERED = 2_000_000;

    private final int namesPerDay;
    private final Dictionary<String, Integer> dictionary;
    private final ProcessReader reader;
    private final Map<Integer, NamesOfDay> remembered = new LinkedHashMap<>(1024, 0.75f, true);
    private long keys;

    /**
     * @param namesPerDay 0 for any number
     */
    NameQuota(int namesPerDay, Dictionary<String, Integer> dictionary, ProcessReader reader) {
        this.namesPerDay = namesPerDay;
        this.dictionary = dictionary;
        this.reader = reader;
    }

    /** What one batch adds. */
    final class Batch {

        private final Map<Integer, NamesAdmitted> servers = new HashMap<>();
        private final List<@Nullable BitSet> beyond = new ArrayList<>();
        private int withoutKey;

        /**
         * Which names of the scrape at that index of the batch are beyond the quota; null: none.
         */
        @Nullable BitSet beyond(int index) {
            return beyond.get(index);
        }

        /** How many samples have such names. */
        int count() {
            int count = 0;
            for (BitSet each : beyond) {
                count += each == null ? 0 : each.cardinality();
            }
            return count;
        }

        /** How many of them are beyond the quota of all servers. */
        int countOfAll() {
            return withoutKey;
        }

        /** The states that changed; their names must have keys by now. */
        List<NamesOfDay> changed() {
            return servers.values().stream()
                    .filter(NamesAdmitted::hasChanged)
                    .map(each -> each.after(dictionary::get))
                    .toList();
        }

        /** To be called when the batch is committed. */
        void committed() {
            servers.values().forEach(each -> remember(each.after(dictionary::get)));
        }
    }

    /**
     * Decides on the names of scrapes; gives no keys to any.
     *
     * @param serverKeys whose scrapes they are, by index
     */
    Batch decide(List<ProcessScrape> scrapes, List<Integer> serverKeys) {
        return decide(scrapes, serverKeys, false);
    }

    /**
     * The same, with names that have no key beyond the quota: all servers have had their new ones.
     */
    Batch decideOnKnown(List<ProcessScrape> scrapes, List<Integer> serverKeys) {
        return decide(scrapes, serverKeys, true);
    }

    private Batch decide(List<ProcessScrape> scrapes, List<Integer> serverKeys, boolean onlyKnown) {
        Batch batch = new Batch();
        if (namesPerDay == 0 && !onlyKnown) {
            scrapes.forEach(scrape -> batch.beyond.add(null));
            return batch;
        }
        Map<String, Integer> known =
                dictionary.known(onlyKnown ? namesOf(scrapes) : unsettled(scrapes, serverKeys));
        if (namesPerDay > 0) {
            load(new HashSet<>(serverKeys), batch, onlyKnown);
        }
        for (int i = 0; i < scrapes.size(); i++) {
            @Nullable BitSet without = onlyKnown ? withoutKey(scrapes.get(i), known) : null;
            NamesAdmitted names = batch.servers.get(serverKeys.get(i));
            batch.beyond.add(names == null ? without : names.admit(scrapes.get(i), known));
            batch.withoutKey += without == null ? 0 : without.cardinality();
        }
        return batch;
    }

    private static @Nullable BitSet withoutKey(ProcessScrape scrape, Map<String, Integer> known) {
        BitSet without = new BitSet();
        for (int i = 0; i < scrape.size(); i++) {
            without.set(i, !known.containsKey(scrape.names().get(i)));
        }
        return without.isEmpty() ? null : without;
    }

    private void load(Set<Integer> serverKeys, Batch batch, boolean onlyKnown) {
        Collection<Integer> unknown =
                serverKeys.stream().filter(key -> !remembered.containsKey(key)).toList();
        Map<Integer, NamesOfDay> read = reader.namesOfDay(unknown);
        for (Integer key : serverKeys) {
            NamesOfDay state = remembered.get(key);
            if (state == null) {
                state = read.getOrDefault(key, NamesOfDay.none(key));
            }
            batch.servers.put(key, new NamesAdmitted(state, namesPerDay, onlyKnown));
        }
    }

    private Set<String> unsettled(List<ProcessScrape> scrapes, List<Integer> serverKeys) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < scrapes.size(); i++) {
            ProcessScrape scrape = scrapes.get(i);
            NamesOfDay state = remembered.get(serverKeys.get(i));
            if (state == null || state.settled() != scrape.names()) {
                addNames(scrape, names);
            }
        }
        return names;
    }

    private static Set<String> namesOf(List<ProcessScrape> scrapes) {
        Set<String> names = new HashSet<>();
        scrapes.forEach(scrape -> addNames(scrape, names));
        return names;
    }

    private static void addNames(ProcessScrape scrape, Set<String> names) {
        for (int n = 0; n < scrape.size(); n++) {
            names.add(scrape.names().get(n));
        }
    }

    private void remember(NamesOfDay state) {
        NamesOfDay last = remembered.put(state.serverKey(), state);
        keys += state.keys().length - (last == null ? 0 : last.keys().length);
        Iterator<NamesOfDay> eldest = remembered.values().iterator();
        while (keys > MAX_REMEMBERED && remembered.size() > 1) {
            keys -= eldest.next().keys().length;
            eldest.remove();
        }
    }

    /** The names of these servers are not those of their day any more. */
    void forget(Collection<Integer> serverKeys) {
        for (Integer key : serverKeys) {
            NamesOfDay last = remembered.remove(key);
            keys -= last == null ? 0 : last.keys().length;
        }
    }

    /** What is remembered is in doubt. */
    void forget() {
        remembered.clear();
        keys = 0;
    }
}
