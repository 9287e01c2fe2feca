package io.nodepulse.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenLimited;
import io.nodepulse.events.administration.ApiTokenRevoked;
import io.nodepulse.events.administration.DataExported;
import io.nodepulse.events.administration.HistoryVerified;
import io.nodepulse.events.administration.PasskeyCounterWentBack;
import io.nodepulse.events.administration.PasskeyEnrolled;
import io.nodepulse.events.administration.PasskeyRemoved;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.ProjectionRepaired;
import io.nodepulse.events.administration.RebuildCancelled;
import io.nodepulse.events.administration.RebuildStarted;
import io.nodepulse.events.administration.RecoveryCodeUsed;
import io.nodepulse.events.administration.SecondFactorEnrolled;
import io.nodepulse.events.administration.SecondFactorRemoved;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;
import io.nodepulse.events.administration.SignedOutEverywhere;
import io.nodepulse.events.administration.StoreRestored;

import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Carried by everything an administrator did, in every shard. */
    public static final Tag ACT = new Tag("administration", "act");

    /** Carried by every {@link AccountEvent}; all of them are in {@link #ACCOUNT_SHARD}. */
    public static final Tag ACCOUNT = new Tag("administration", "account");

    /** Carried by what changes the tags of servers, their removal among it, in every shard. */
    public static final Tag TAGGING = new Tag("administration", "tagging");

    /** Carried by what erases a server's history, in every shard. */
    public static final Tag ERASURE = new Tag("administration", "erasure");

    /** Carried by every {@link PersonErased}; all of them are in {@link #ACCOUNT_SHARD}. */
    public static final Tag PERSON_ERASURE = new Tag("administration", "person-erasure");

    /** Where the events are kept that belong to no server. */
    public static final int ACCOUNT_SHARD = 0;

    static final String PREFIX = "nodepulse.";
    static final String VERSION = "1";

    public static final MessageType PROCESS_SAMPLED = Exporter.PROCESSES.sampleType();
    public static final MessageType HOST_SAMPLED = Exporter.HOST.sampleType();
    public static final MessageType SERVER_REGISTERED = type("ServerRegistered");
    public static final MessageType SERVER_RENAMED = type("ServerRenamed");
    public static final MessageType SERVER_TAGS_CHANGED = type("ServerTagsChanged");
    public static final MessageType SERVER_REMOVED = type("ServerRemoved");
    public static final MessageType HISTORY_ERASED = type("HistoryErased");
    public static final MessageType AGENT_TOKEN_ROTATED = type("AgentTokenRotated");
    public static final MessageType AGENT_TOKEN_REVOKED = type("AgentTokenRevoked");

    /** Everything that is no sample: few of them, and each is stored as its record. */
    private static final List<Class<?>> FACTS =
            List.of(
                    EnrollmentIssued.class,
                    ServerRegistered.class,
                    ServerRenamed.class,
                    ServerTagsChanged.class,
                    ServerRemoved.class,
                    HistoryErased.class,
                    AgentTokenRotated.class,
                    AgentTokenRevoked.class,
                    PersonAdded.class,
                    PersonRoleChanged.class,
                    PersonScopeChanged.class,
                    PersonPasswordChanged.class,
                    PersonRemoved.class,
                    PersonErased.class,
                    ApiTokenIssued.class,
                    ApiTokenLimited.class,
                    ApiTokenHandedOver.class,
                    ApiTokenRevoked.class,
                    RebuildStarted.class,
                    RebuildCancelled.class,
                    ProjectionRepaired.class,
                    HistoryVerified.class,
                    StoreRestored.class,
                    SignedOutEverywhere.class,
                    SecondFactorEnrolled.class,
                    RecoveryCodeUsed.class,
                    SecondFactorRemoved.class,
                    PasskeyEnrolled.class,
                    PasskeyRemoved.class,
                    PasskeyCounterWentBack.class,
                    SignedIn.class,
                    SignInFailed.class,
                    DataExported.class);

    private static final Map<Class<?>, MessageType> FACT_TYPES =
            FACTS.stream()
                    .collect(toUnmodifiableMap(fact -> fact, fact -> type(fact.getSimpleName())));

    private static final Map<String, Class<?>> FACT_BY_NAME =
            FACTS.stream().collect(toUnmodifiableMap(fact -> factType(fact).name(), fact -> fact));

    private EventTypes() {}

    private static MessageType type(String name) {
        return new MessageType(PREFIX + name, VERSION);
    }

    /**
     * The message type of an event.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static MessageType of(Object event) {
        return event instanceof SampleEvent sample
                ? sample.exporter().sampleType()
                : factType(event.getClass());
    }

    /**
     * The message type of a record that is no sample.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static MessageType factType(Class<?> event) {
        MessageType type = FACT_TYPES.get(event);
        if (type == null) {
            throw new IllegalArgumentException("no event of this system: " + event);
        }
        return type;
    }

    /** All records that are no samples. */
    public static List<Class<?>> facts() {
        return FACTS;
    }

    /** The record of a message type that is no sample's, by the type's name. */
    public static Optional<Class<?>> factOf(String typeName) {
        return Optional.ofNullable(FACT_BY_NAME.get(typeName));
    }

    /** The event as a message that can be appended; its time is when the event happened. */
    public static EventMessage message(Object event) {
        return message(event, Metadata.emptyInstance());
    }

    /** The same, with metadata, which samples have none of. */
    public static EventMessage message(Object event, Metadata metadata) {
        return switch (event) {
            case Sampled sample -> SampleMessage.unstored(sample);
            case ServerEvent fact -> message(event, metadata, fact.at());
            case AdministrationEvent fact -> message(event, metadata, fact.at());
            default -> throw new IllegalArgumentException("no event of this system: " + event);
        };
    }

    private static EventMessage message(Object event, Metadata metadata, Instant happenedAt) {
        return new GenericEventMessage(
                IdentifierFactory.getInstance().generateIdentifier(),
                of(event),
                event,
                metadata,
                happenedAt);
    }

    /** Events as what the store's engines append, with the tags they are found by. */
    public static List<TaggedEventMessage<?>> messages(List<?> events, Metadata metadata) {
        List<TaggedEventMessage<?>> messages = new ArrayList<>(events.size());
        for (Object event : events) {
            messages.add(new GenericTaggedEventMessage<>(message(event, metadata), tagsOf(event)));
        }
        return messages;
    }

    /** The tags of an event that is appended. Samples get theirs from the event store. */
    public static Set<Tag> tagsOf(Object event) {
        return switch (event) {
            case ServerTagsChanged tagged -> tagging(tagged);
            case ServerRemoved removed -> tagging(removed);
            case HistoryErased erased ->
                    Set.of(serverTag(erased.serverId().toString()), ACT, ERASURE);
            case ServerEvent life -> Set.of(serverTag(life.serverId().toString()), ACT);
            case PersonErased ignored -> Set.of(ACT, ACCOUNT, PERSON_ERASURE);
            case AccountEvent ignored -> Set.of(ACT, ACCOUNT);
            case AdministrationEvent ignored -> Set.of(ACT);
            default -> Set.of();
        };
    }

    private static Set<Tag> tagging(ServerEvent event) {
        return Set.of(serverTag(event.serverId().toString()), ACT, TAGGING);
    }

    /** Resolves {@link #tagsOf}. */
    public static TagResolver tagResolver() {
        return message -> message.payload() == null ? Set.of() : tagsOf(message.payload());
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
