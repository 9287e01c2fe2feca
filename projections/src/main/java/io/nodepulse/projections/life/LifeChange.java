package io.nodepulse.projections.life;

import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch tells of one server's life.
 *
 * @param serverId the server
 * @param name its name; null if the batch does not say, or it was removed
 * @param tags what it is sorted by; null if the batch does not say
 * @param registeredAtMs when it was registered, in milliseconds since 1970; 0 if the batch does not
 *     say
 * @param removed whether it was removed
 * @param toldAtMs when the last of this happened
 */
public record LifeChange(
        UUID serverId,
        @Nullable String name,
        @Nullable List<String> tags,
        long registeredAtMs,
        boolean removed,
        long toldAtMs) {

    /** Types of the events that tell of it. */
    public static final Set<Class<? extends ServerEvent>> EVENTS =
            Set.of(
                    ServerRegistered.class,
                    ServerRenamed.class,
                    ServerTagsChanged.class,
                    ServerRemoved.class);

    /** The lives that a batch tells of, each as it is after it; other events are passed over. */
    public static List<LifeChange> in(List<EventMessage> batch) {
        Map<UUID, LifeChange> lives = new LinkedHashMap<>();
        for (EventMessage message : batch) {
            if (message.payload() instanceof ServerEvent event
                    && EVENTS.contains(event.getClass())) {
                UUID server = event.serverId();
                lives.put(server, after(lives.get(server), event));
            }
        }
        return List.copyOf(lives.values());
    }

    private static LifeChange after(@Nullable LifeChange before, ServerEvent event) {
        UUID server = event.serverId();
        long atMs = event.at().toEpochMilli();
        LifeChange known =
                before == null ? new LifeChange(server, null, null, 0, false, atMs) : before;
        return switch (event) {
            case ServerRegistered registered ->
                    new LifeChange(server, registered.name(), List.of(), atMs, false, atMs);
            case ServerRenamed renamed ->
                    new LifeChange(
                            server,
                            renamed.name(),
                            known.tags(),
                            known.registeredAtMs(),
                            false,
                            atMs);
            case ServerTagsChanged tagged ->
                    new LifeChange(
                            server,
                            known.name(),
                            tagged.tags(),
                            known.registeredAtMs(),
                            false,
                            atMs);
            default -> new LifeChange(server, null, List.of(), 0, true, atMs);
        };
    }

    /** Those of them that were removed. */
    public static List<UUID> removed(Collection<LifeChange> lives) {
        return lives.stream().filter(LifeChange::removed).map(LifeChange::serverId).toList();
    }

    /** Whether whoever has read the server before has to read it again. */
    boolean isNews() {
        return registeredAtMs == 0;
    }
}
