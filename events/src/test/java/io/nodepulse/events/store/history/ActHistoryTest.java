package io.nodepulse.events.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.Epoch;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
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
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.administration.SecondFactorEnrolled;
import io.nodepulse.events.administration.SecondFactorRemoved;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;
import io.nodepulse.events.administration.SignedOutEverywhere;
import io.nodepulse.events.administration.StoreRestored;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.epoch.Knowledge;
import io.nodepulse.events.store.epoch.ShardMarker;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What administrators did is kept, found, and told newest first, whichever shard it is in. */
class ActHistoryTest {

    private static final String HASH = "ab".repeat(32);
    private static final Instant NOON = Scrapes.NOON;

    private final ValkeyEventStore store = TestStores.open(3);

    @AfterEach
    void close() {
        store.close();
    }

    private static final UUID TOKEN = new UUID(1, 2);

    /** Every act that is no event of a server, a second apart. */
    private static final List<AdministrationEvent> ONE_OF_EACH =
            List.of(
                    new PersonAdded("ada", Role.OPERATOR, "{argon2id}x", NOON.plusSeconds(1)),
                    new PersonRoleChanged("ada", Role.ADMIN, NOON.plusSeconds(2)),
                    new PersonScopeChanged("ada", List.of("team=db"), NOON.plusSeconds(2)),
                    new PersonPasswordChanged("ada", "{argon2id}y", NOON.plusSeconds(3)),
                    new ApiTokenIssued(
                            TOKEN,
                            "report",
                            Role.VIEWER,
                            HASH,
                            NOON.plus(Duration.ofDays(1)),
                            NOON.plusSeconds(4)),
                    new ApiTokenLimited(TOKEN, List.of("db", "web"), NOON.plusSeconds(4)),
                    new ApiTokenHandedOver(TOKEN, "person:grace", NOON.plusSeconds(4)),
                    new ApiTokenRevoked(TOKEN, NOON.plusSeconds(5)),
                    new SecondFactorEnrolled(
                            "ada", "v1.x", List.of(HASH, "cd".repeat(32)), NOON.plusSeconds(5)),
                    new RecoveryCodeUsed("ada", HASH, NOON.plusSeconds(5)),
                    new SecondFactorRemoved("ada", NOON.plusSeconds(5)),
                    new PasskeyEnrolled(
                            "ada", "AQID", "pQEC", "laptop", "np.example", NOON.plusSeconds(5)),
                    new PasskeyRemoved("ada", "AQID", "laptop", NOON.plusSeconds(5)),
                    new SignedOutEverywhere("person:ada", NOON.plusSeconds(5)),
                    new PersonRemoved("ada", NOON.plusSeconds(6)),
                    new PersonErased("0a1b2c3d4e5f", "ada", NOON.plusSeconds(6)),
                    new RebuildStarted("processes", NOON.plusSeconds(7)),
                    new RebuildCancelled("processes", NOON.plusSeconds(8)),
                    new HistoryVerified(true, NOON.plusSeconds(9)),
                    new ProjectionRepaired(
                            "processes", 2, "other_history", 4, 6, NOON.plusSeconds(10)),
                    new StoreRestored(2, 844, 904, NOON.plusSeconds(11)),
                    new SignedIn(null, 1, NOON.plusSeconds(12)),
                    new SignedIn("248289761001", 2, NOON.plusSeconds(12)),
                    new SignInFailed("person:ada", 60, 13, NOON.plusSeconds(13)),
                    new PasskeyCounterWentBack("ada", "AQID", "laptop", NOON.plusSeconds(13)),
                    new DataExported("administration", "csv", 2, NOON.plusSeconds(14)));

    /** The same of a server's life. */
    private static final List<ServerEvent> ONE_OF_EACH_OF_A_SERVER = lifeOf(new UUID(3, 4));

    private static List<ServerEvent> lifeOf(UUID server) {
        return List.of(
                new EnrollmentIssued(server, HASH, NOON.plusSeconds(9), NOON.plusSeconds(1)),
                new ServerRegistered(server, "web-1", HASH, NOON.plusSeconds(2)),
                new ServerRenamed(server, "db-1", "web-1", NOON.plusSeconds(3)),
                new ServerTagsChanged(server, List.of("team=db"), NOON.plusSeconds(4)),
                new AgentTokenRotated(
                        server, "cd".repeat(32), NOON.plusSeconds(5), NOON.plusSeconds(6)),
                new AgentTokenRevoked(server, NOON.plusSeconds(7)),
                new ServerRemoved(server, "db-1", NOON.plusSeconds(8)),
                new HistoryErased(server, null, NOON.plusSeconds(9)));
    }

    /**
     * Who adds an act is told here, and so it is written, read back and told by the tests below.
     */
    @Test
    void theListsHaveOneOfEach() {
        assertThat(typesOf(ONE_OF_EACH)).isEqualTo(recordsOf(AdministrationEvent.class));
        assertThat(typesOf(ONE_OF_EACH_OF_A_SERVER)).isEqualTo(recordsOf(ServerEvent.class));
    }

    private static Set<Class<?>> typesOf(List<?> acts) {
        return acts.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    /** What a sealed interface permits, down to the records. */
    private static Set<Class<?>> recordsOf(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Set.of(type)
                : Arrays.stream(permitted)
                        .flatMap(each -> recordsOf(each).stream())
                        .collect(Collectors.toSet());
    }

    private List<Object> acts() {
        List<Object> acts = new ArrayList<>();
        store.history().auditLog().forEachRemaining(act -> acts.add(act.message().payload()));
        return acts;
    }

    private StoreDriver shard(int shard) {
        return new StoreDriver(store.engine(shard));
    }

    @Test
    void actsAreReadAsTheyWereWrittenNewestFirst() {
        ONE_OF_EACH.forEach(act -> shard(EventTypes.ACCOUNT_SHARD).append(List.of(act)));

        assertThat(acts()).isEqualTo(ONE_OF_EACH.reversed());
        assertThat(
                        shard(EventTypes.ACCOUNT_SHARD)
                                .sourced(EventCriteria.havingTags(EventTypes.ACCOUNT)))
                .isEqualTo(ONE_OF_EACH.stream().filter(AccountEvent.class::isInstance).toList());
    }

    @Test
    void aServersWholeLifeIsReadAsItWasWritten() {
        UUID server = ONE_OF_EACH_OF_A_SERVER.getFirst().serverId();
        StoreDriver life = shard(store.shardOf(server));

        ONE_OF_EACH_OF_A_SERVER.forEach(act -> life.append(List.of(act)));

        assertThat(acts()).isEqualTo(ONE_OF_EACH_OF_A_SERVER.reversed());
    }

    @Test
    void theShardsAreMergedAndSamplesPassedOver() {
        List<Object> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var registered =
                    new ServerRegistered(
                            UUID.randomUUID(), "server-" + i, HASH, NOON.plusSeconds(i));
            shard(i * 7 % store.shards()).append(List.of(registered));
            written.add(registered);
        }
        shard(0).append(Scrapes.ofNewServer().processes(0, 5));

        assertThat(acts()).isEqualTo(written.reversed());
    }

    @Test
    void severalActsOfOneAppendAreToldOneByOne() {
        UUID server = UUID.randomUUID();
        var registered = new ServerRegistered(server, "web-1", HASH, NOON);
        var revoked = new AgentTokenRevoked(server, NOON.plusSeconds(1));
        shard(1).append(List.of(registered, revoked));

        assertThat(acts()).isEqualTo(List.of(revoked, registered));
    }

    @Test
    void aServersLifeIsToldAndItsLastNameKnown() {
        UUID server = UUID.randomUUID();
        var registered = new ServerRegistered(server, "web-1", HASH, NOON);
        var renamed = new ServerRenamed(server, "db-1", "web-1", NOON.plusSeconds(1));
        var removed = new ServerRemoved(server, "db-1", NOON.plusSeconds(2));
        StoreDriver life = shard(store.shardOf(server));
        life.append(List.of(registered));
        assertThat(store.history().nameOf(server)).contains("web-1");
        life.append(List.of(renamed));
        life.append(List.of(removed));

        assertThat(acts()).isEqualTo(List.of(removed, renamed, registered));
        assertThat(store.history().nameOf(server)).contains("db-1");
        assertThat(store.history().isRegistered(server)).isTrue();
    }

    @Test
    void anActNamesItsActor() {
        Actor actor = new Actor("person:ada", "192.0.2.7");
        HistoryVerified act = new HistoryVerified(false, NOON);
        store.engine(0)
                .appendEvents(
                        AppendCondition.none(),
                        null,
                        List.of(
                                new GenericTaggedEventMessage<>(
                                        EventTypes.message(act, actor.metadata()),
                                        EventTypes.tagsOf(act))))
                .thenCompose(append -> append.commit(null))
                .join();

        assertThat(Actor.of(store.history().auditLog().next().message().metadata()))
                .contains(actor);
    }

    @Test
    void theMarkerTellsOfAccountEventsOnly() {
        shard(0).append(List.of(new HistoryVerified(true, NOON)));
        assertThat(knowledge(ConsistencyMarker.ORIGIN)).isEqualTo(Knowledge.COMPLETE);

        shard(0).append(List.of(new PersonRemoved("ada", NOON)));
        assertThat(knowledge(ConsistencyMarker.ORIGIN)).isEqualTo(Knowledge.BEHIND);
        assertThat(knowledge(new GlobalIndexConsistencyMarker(1))).isEqualTo(Knowledge.BEHIND);
        assertThat(knowledge(new GlobalIndexConsistencyMarker(2))).isEqualTo(Knowledge.COMPLETE);
        assertThat(knowledge(new GlobalIndexConsistencyMarker(3)))
                .isEqualTo(Knowledge.OF_ANOTHER_HISTORY);
        assertThat(knowledge(new ShardMarker(1, Epoch.random())))
                .isEqualTo(Knowledge.OF_ANOTHER_HISTORY);
    }

    private Knowledge knowledge(ConsistencyMarker asOf) {
        return store.shard(0).epochs().knowledgeOf(EventTypes.ACCOUNT, asOf);
    }
}
