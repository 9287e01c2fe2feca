package io.nodepulse.query.servers;

import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.request.NameSearch;
import io.swagger.v3.oas.annotations.media.Schema;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Processes of the whole fleet that a search found. */
record FoundProcesses(
        @Schema(
                        description =
                                "Names that begin with what is searched for come first, then by"
                                        + " name, then by the server's name.")
                List<FoundProcess> processes) {

    private record Name(int key, String text) {}

    /**
     * Looks through what all servers lately had. Names are compared once each, however many servers
     * have them.
     *
     * @param servers in no order
     * @param limit how many are wanted
     */
    static FoundProcesses of(
            NameSearch search, Collection<ServerRow> servers, ProcessDictionary names, int limit) {
        List<ServerRow> byName =
                servers.stream()
                        .sorted(
                                Comparator.comparing(
                                                ServerRow::name,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(ServerRow::id))
                        .toList();
        return new FoundProcesses(
                found(search, keys(servers), names)
                        .flatMap(
                                name ->
                                        byName.stream()
                                                .filter(server -> has(server, name))
                                                .map(server -> found(server, name)))
                        .limit(limit)
                        .toList());
    }

    private static int[] keys(Collection<ServerRow> servers) {
        BitSet keys = new BitSet();
        servers.forEach(server -> Arrays.stream(server.nameKeys()).forEach(keys::set));
        return keys.stream().toArray();
    }

    private static Stream<Name> found(NameSearch search, int[] keys, ProcessDictionary names) {
        String[] texts = names.names(keys);
        return IntStream.range(0, keys.length)
                .filter(i -> search.finds(texts[i]))
                .mapToObj(i -> new Name(keys[i], texts[i]))
                .sorted(
                        Comparator.comparing((Name name) -> !search.begins(name.text()))
                                .thenComparing(Name::text));
    }

    private static boolean has(ServerRow server, Name name) {
        return Arrays.binarySearch(server.nameKeys(), name.key()) >= 0;
    }

    private static FoundProcess found(ServerRow server, Name name) {
        return new FoundProcess(server.id(), name.text());
    }
}
