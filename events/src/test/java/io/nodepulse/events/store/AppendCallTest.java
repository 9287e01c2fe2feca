package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerRegistered;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Appends that wait travel in one call; each of them has an outcome of its own. */
class AppendCallTest {

    private static final int APPENDS = 300;

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsAppendedAtOnceComesBackInTheOrderOfTheAppends() {
        List<Object> all = new ArrayList<>();
        List<CompletableFuture<?>> appends = new ArrayList<>();
        for (int i = 0; i < APPENDS; i++) {
            Scrapes scrapes = Scrapes.ofNewServer();
            List<?> events =
                    i % 3 == 0 ? List.of(scrapes.registered()) : scrapes.processes(i, 1 + i % 7);
            all.addAll(events);
            appends.add(driver.submit(AppendCondition.none(), events));
        }
        appends.forEach(CompletableFuture::join);

        assertThat(driver.everything()).isEqualTo(all);
        assertThat(store.head(0)).isEqualTo(all.size());
    }

    @Test
    void ofAppendsOnTheSameConditionOneWins() {
        UUID server = UUID.randomUUID();
        AppendCondition first =
                AppendCondition.withCriteria(
                                EventCriteria.havingTags(EventTypes.serverTag(server.toString())))
                        .withMarker(new GlobalIndexConsistencyMarker(0));
        List<CompletableFuture<?>> appends = new ArrayList<>();
        for (int i = 0; i < APPENDS; i++) {
            appends.add(driver.submit(first, List.of(registered(server, i))));
        }

        assertThat(appends.stream().filter(append -> failureOf(append) == null)).hasSize(1);
        assertThat(appends.stream().map(AppendCallTest::failureOf).filter(f -> f != null))
                .hasSize(APPENDS - 1)
                .allMatch(AppendEventsTransactionRejectedException.class::isInstance);
        assertThat(driver.everything()).containsExactly(registered(server, 0));
    }

    @Test
    void anAppendThatFailsLeavesTheOthersOfItsCall() {
        UUID broken = UUID.randomUUID();
        breakIndexOf(broken);
        AppendCondition unknown =
                AppendCondition.withCriteria(
                        EventCriteria.havingTags(EventTypes.serverTag(broken.toString())));
        List<CompletableFuture<?>> others = new ArrayList<>();
        CompletableFuture<?> failing = CompletableFuture.completedFuture(null);
        for (int i = 0; i < APPENDS; i++) {
            if (i == APPENDS / 2) {
                failing = driver.submit(unknown, List.of(registered(broken, i)));
            }
            others.add(
                    driver.submit(AppendCondition.none(), Scrapes.ofNewServer().processes(i, 2)));
        }

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(failing::join)
                .withCauseInstanceOf(EventStoreUnavailableException.class);
        others.forEach(CompletableFuture::join);
        assertThat(driver.everything()).hasSize(2 * APPENDS);
    }

    private void breakIndexOf(UUID server) {
        RedissonClient redisson = Redisson.create(ValkeyConnection.config(settings));
        try {
            ShardKeys keys = new ShardKeys(settings.namespace(), 0);
            redisson.getBucket(
                            keys.tag(EventTypes.serverTag(server.toString())), StringCodec.INSTANCE)
                    .set("no index");
        } finally {
            redisson.shutdown();
        }
    }

    private static ServerRegistered registered(UUID server, int number) {
        return new ServerRegistered(server, "web-" + number, "0".repeat(64), Scrapes.NOON);
    }

    private static Throwable failureOf(CompletableFuture<?> append) {
        return append.handle(
                        (done, failure) ->
                                failure instanceof CompletionException e ? e.getCause() : failure)
                .join();
    }
}
