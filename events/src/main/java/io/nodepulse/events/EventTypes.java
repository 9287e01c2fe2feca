package io.nodepulse.events;

import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The message types and tags of the events, as the event store knows them. */
public final class EventTypes {

    /** Key of the tag that every {@link ServerEvent} carries; its value is the server's id. */
    public static final String SERVER_TAG = "server";

    /**
     * Key of the tag that the event store itself gives every {@link SampleEvent}; its value is the
     * server's id.
     */
    public static final String SCRAPED_TAG = "scraped";

    public static final MessageType PROCESS_SAMPLED = type("ProcessSampled");
    public static final MessageType HOST_SAMPLED = type("HostSampled");
    public static final MessageType SERVER_REGISTERED = type("ServerRegistered");
    public static final MessageType AGENT_TOKEN_ROTATED = type("AgentTokenRotated");
    public static final MessageType AGENT_TOKEN_REVOKED = type("AgentTokenRevoked");

    private static final Map<Class<?>, MessageType> BY_CLASS =
            Map.of(
                    ProcessSampled.class, PROCESS_SAMPLED,
                    HostSampled.class, HOST_SAMPLED,
                    ServerRegistered.class, SERVER_REGISTERED,
                    AgentTokenRotated.class, AGENT_TOKEN_ROTATED,
                    AgentTokenRevoked.class, AGENT_TOKEN_REVOKED);

    private EventTypes() {}

    private static MessageType type(String name) {
        return new MessageType("nodepulse." + name, "1");
    }

    /**
     * The message type of an event.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static MessageType of(Object event) {
        MessageType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no event of this system: " + event.getClass());
        }
        return type;
    }

    /** The event as a message that can be appended; its time is when the event happened. */
    public static EventMessage message(Object event) {
        return switch (event) {
            case SampleEvent sample -> SampleMessage.unstored(sample);
            case ServerRegistered registered -> message(event, registered.registeredAt());
            case AgentTokenRotated rotated -> message(event, rotated.rotatedAt());
            case AgentTokenRevoked revoked -> message(event, revoked.revokedAt());
            default -> throw new IllegalArgumentException("no event of this system: " + event);
        };
    }

    private static EventMessage message(Object event, Instant happenedAt) {
        return new GenericEventMessage(
                IdentifierFactory.getInstance().generateIdentifier(),
                of(event),
                event,
                Metadata.emptyInstance(),
                happenedAt);
    }

    /** Tags of events that are appended. Samples get theirs from the event store. */
    public static TagResolver tagResolver() {
        return message ->
                message.payload() instanceof ServerEvent event
                        ? Set.of(serverTag(event.serverId().toString()))
                        : Set.of();
    }

    /** The tag of everything in the life of that server, its samples aside. */
    public static Tag serverTag(String serverId) {
        return new Tag(SERVER_TAG, serverId);
    }

    /** The tag of every sample of that server. */
    public static Tag scrapedTag(String serverId) {
        return new Tag(SCRAPED_TAG, serverId);
    }
}
