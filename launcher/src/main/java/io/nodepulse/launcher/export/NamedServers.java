package io.nodepulse.launcher.export;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.launcher.BadInputException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What servers were last called, as far as segments say it. Not thread-safe. */
final class NamedServers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> NAMING =
            Set.of(EventTypes.SERVER_REGISTERED.name(), EventTypes.SERVER_RENAMED.name());

    private final Map<UUID, String> names = new HashMap<>();

    /**
     * Takes what a segment says; later ones of the shard come later.
     *
     * @throws IOException if it cannot be read
     */
    void learn(StockedSegment segment) throws IOException {
        for (Iterator<SegmentAppend> facts = segment.open().facts(); facts.hasNext(); ) {
            if (facts.next() instanceof SegmentAppend.Readable(long at, var epoch, Entry entry)
                    && entry instanceof Entry.Events(List<StoredEvent> events)) {
                events.stream()
                        .filter(event -> NAMING.contains(event.typeName()))
                        .forEach(this::learn);
            }
        }
    }

    private void learn(StoredEvent event) {
        JsonNode payload = JSON.readTree(event.payload());
        names.put(
                UUID.fromString(payload.get("serverId").stringValue()),
                payload.get("name").stringValue());
    }

    @Nullable String of(UUID server) {
        return names.get(server);
    }

    /**
     * The servers that are meant.
     *
     * @param asked ids, or names
     * @throws BadInputException if one is neither
     */
    Set<UUID> servers(List<String> asked) {
        Set<UUID> servers = new HashSet<>();
        for (String each : asked) {
            Set<UUID> meant = servers(each);
            if (meant.isEmpty()) {
                throw new BadInputException(
                        "--server: these segments have no server that is called %s; give its id"
                                .formatted(each));
            }
            servers.addAll(meant);
        }
        return servers;
    }

    /** A name may have been given again, after a server was removed. */
    private Set<UUID> servers(String asked) {
        Set<UUID> servers = new HashSet<>();
        names.forEach(
                (id, name) -> {
                    if (name.equals(asked)) {
                        servers.add(id);
                    }
                });
        if (servers.isEmpty() && asked.length() == new UUID(0, 0).toString().length()) {
            try {
                servers.add(UUID.fromString(asked));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("--server: %s is no id".formatted(asked));
            }
        }
        return servers;
    }
}
