package io.nodepulse.access.scope;

import io.nodepulse.access.account.Scope;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerTagsChanged;
import io.nodepulse.events.decide.Followed;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The tags of servers by the events of all shards, as of each use: who may not see a server any
 * more does not, at once and everywhere. Thread-safe.
 */
public final class TaggedServers {

    private final ValkeyEventStore store;

    /** By shard, the tags of each server that has some. */
    private final List<Followed<Map<UUID, Set<String>>>> tags;

    public TaggedServers(ValkeyEventStore store) {
        this.store = store;
        this.tags =
                IntStream.range(0, store.shards())
                        .mapToObj(
                                shard ->
                                        new Followed<Map<UUID, Set<String>>>(
                                                store,
                                                shard,
                                                EventTypes.TAGGING,
                                                ConcurrentHashMap::new,
                                                TaggedServers::after))
                        .toList();
    }

    private static Map<UUID, Set<String>> after(Map<UUID, Set<String>> tags, EventMessage event) {
        switch (event.payload()) {
            case ServerTagsChanged changed ->
                    tags.put(changed.serverId(), Set.copyOf(changed.tags()));
            case ServerRemoved removed -> tags.remove(removed.serverId());
            case null, default -> {}
        }
        return tags;
    }

    /** Those of them that are in that scope. */
    public VisibleServers in(Scope scope) {
        return scope.isEverything() ? VisibleServers.ALL : new VisibleServers(scope, this);
    }

    Set<String> of(UUID serverId) {
        return ofShard(store.shardOf(serverId)).getOrDefault(serverId, Set.of());
    }

    /** The tags of a server, of all servers at one moment, which is the one of this call. */
    Moment now() {
        List<Map<UUID, Set<String>>> all =
                IntStream.range(0, tags.size()).mapToObj(this::ofShard).toList();
        return serverId -> all.get(store.shardOf(serverId)).getOrDefault(serverId, Set.of());
    }

    private Map<UUID, Set<String>> ofShard(int shard) {
        return tags.get(shard).upToDate().state();
    }

    /** What was asked of the store once. */
    interface Moment {
        Set<String> tagsOf(UUID serverId);
    }
}
