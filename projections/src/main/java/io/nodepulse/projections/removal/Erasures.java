package io.nodepulse.projections.removal;

import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.Sampled;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A batch in which the histories of servers are erased.
 *
 * @param servers whose histories are, and when that was said last
 * @param left the events that are left: no sample of these servers from before its erasure
 */
public record Erasures(Map<UUID, Instant> servers, List<EventMessage> left) {

    public Erasures {
        servers = Map.copyOf(servers);
        left = List.copyOf(left);
    }

    /** What of a batch is erased by events of the same batch. */
    public static Erasures in(List<EventMessage> batch) {
        if (batch.stream().noneMatch(each -> each.payload() instanceof HistoryErased)) {
            return new Erasures(Map.of(), batch);
        }
        Map<UUID, Instant> servers = new HashMap<>();
        List<EventMessage> left = new ArrayList<>();
        for (EventMessage event : batch.reversed()) {
            if (event.payload() instanceof HistoryErased erased) {
                servers.putIfAbsent(erased.serverId(), erased.erasedAt());
            }
            if (!(event.payload() instanceof Sampled sampled)
                    || !servers.containsKey(sampled.serverId())) {
                left.add(event);
            }
        }
        return new Erasures(servers, left.reversed());
    }
}
