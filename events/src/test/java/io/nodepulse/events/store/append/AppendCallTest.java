package io.nodepulse.events.store.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Appends that wait travel in one call; each of them has an outcome of its own. */
class AppendCallTest {

    private static final int APPENDS = 300;
    private static final UUID SERVER = new UUID(3, 4);
    private static final long NEXT_MILLIS = Scrapes.NOON.plusSeconds(3600).toEpochMilli();

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
        assertThat(store.shard(0).head()).isEqualTo(all.size());
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

    /** The appends of one call: what each key's wrong type lets fail, and what else it does. */
    static Stream<Arguments> brokenKeys() {
        return Stream.of(
                arguments("tag:server=" + SERVER, true),
                arguments("tag:administration=act", true),
                arguments("tagged", true),
                arguments("types", true),
                arguments("epochs", true),
                arguments("events", true),
                arguments("scraped", false),
                arguments("scrapes:" + SERVER + ":p:" + ShardKeys.dayOf(NEXT_MILLIS), false),
                arguments("times", false),
                arguments("types", false),
                arguments("epochs", false),
                arguments("events", false));
    }

    @ParameterizedTest(name = "{0}, registration: {1}")
    @MethodSource("brokenKeys")
    void anAppendThatFailsLeavesNothingBehind(String key, boolean registration) {
        driver.append(List.of(Scrapes.ofNewServer().registered()));
        driver.append(Scrapes.ofNewServer().processes(0, 3));
        List<?> events = registration ? List.of(registered(SERVER, 1)) : scrapeOfAnHourLater();
        try (RawKeys raw = new RawKeys(settings)) {
            // A new epoch begins with the append: that is taken back, too.
            raw.forgetWriter();
            raw.replaceByWrongType(key);
            Map<String, String> before = raw.dump();

            assertThatExceptionOfType(EventStoreUnavailableException.class)
                    .isThrownBy(() -> driver.append(events));
            assertThat(raw.dump()).isEqualTo(before);

            raw.restore(key);
        }
        driver.append(events);
        assertThat(store.shard(0).head()).isEqualTo(4 + events.size());
        assertThat(driver.everything().subList(4, 4 + events.size())).isEqualTo(events);
    }

    private static List<?> scrapeOfAnHourLater() {
        return new Scrapes(SERVER, Scrapes.NOON).processes(3600, 2);
    }

    private void breakIndexOf(UUID server) {
        try (RawKeys raw = new RawKeys(settings)) {
            raw.replaceByWrongType("tag:server=" + server);
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
