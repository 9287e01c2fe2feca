package io.nodepulse.events.store.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.entry.RawEntry;

import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** An entry that cannot be read is set aside once, and the shard goes on. */
class DeadLetterTest {

    private static final String PROCESSES = "processes";
    private static final String RETRY = "processes-rebuild-7";
    private static final EventCriteria SAMPLES = ofType(EventTypes.PROCESS_SAMPLED);
    private static final EventCriteria HOSTS = ofType(EventTypes.HOST_SAMPLED);

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));
    private final Scrapes scrapes = Scrapes.ofNewServer();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anUnreadableEntryIsSetAsideOnceAndTheRestIsDelivered() {
        for (int i = 0; i < 3; i++) {
            driver.append(List.of(scrapes.host(i)));
        }
        TestStores.tamper(settings, DeadLetterTest::damageSecond);

        assertThat(driver.streamed(0, 2)).containsExactly(scrapes.host(0), scrapes.host(2));
        assertThat(driver.streamed(0, 2)).containsExactly(scrapes.host(0), scrapes.host(2));

        List<DeadLetter> letters = store.shard(0).deadLetters().list(10);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().lastSequence()).isEqualTo(2);
        assertThat(letters.getFirst().stage()).isEqualTo(DeadLetter.DECODING);
        assertThat(letters.getFirst().reason()).contains("checksum");
    }

    @Test
    void aRetryLeavesWhatFailedAgain() {
        driver.append(scrapes.processes(0, 3));
        driver.append(scrapes.processes(15, 3));
        store.shard(0).deadLetters().setAside(2, PROCESSES, "no partition for that day");
        store.shard(0).deadLetters().setAside(6, PROCESSES, "no partition for that day");
        assertThat(store.shard(0).deadLetters().count(PROCESSES, SAMPLES)).isEqualTo(2);
        assertThat(store.shard(0).deadLetters().count("hosts", HOSTS)).isZero();

        store.shard(0).deadLetters().setAside(6, RETRY, "out of range");
        assertThat(store.shard(0).deadLetters().count(PROCESSES, SAMPLES)).isEqualTo(2);
        store.shard(0).deadLetters().retried(PROCESSES, RETRY, SAMPLES);

        DeadLetter left = store.shard(0).deadLetters().list(10).getFirst();
        assertThat(store.shard(0).deadLetters().count()).isOne();
        assertThat(left.stage()).isEqualTo(PROCESSES);
        assertThat(left.lastSequence()).isEqualTo(6);
        assertThat(left.reason()).isEqualTo("out of range");
    }

    @Test
    void whatStillCannotBeReadStaysDeadForWhomItConcerns() {
        driver.append(List.of(scrapes.host(0)));
        driver.append(List.of(scrapes.host(15)));
        TestStores.tamper(settings, DeadLetterTest::damageSecond);
        assertThat(driver.streamed(0, 1)).containsExactly(scrapes.host(0));
        driver.append(List.of(scrapes.host(30)));
        assertThat(driver.streamed(0, 2)).hasSize(2);
        assertThat(store.shard(0).deadLetters().count("hosts", HOSTS)).isOne();
        assertThat(store.shard(0).deadLetters().count(PROCESSES, SAMPLES)).isZero();

        store.shard(0).deadLetters().retried("hosts", RETRY, HOSTS);
        assertThat(store.shard(0).deadLetters().count("hosts", HOSTS)).isOne();
    }

    @Test
    void whatASoundReaderReadsIsNoLongerDead() {
        driver.append(List.of(scrapes.host(0)));
        driver.append(List.of(scrapes.host(15)));
        store.shard(0).deadLetters().setAside(2, DeadLetter.DECODING, "a reader that was at fault");

        store.shard(0).deadLetters().retried(PROCESSES, RETRY, SAMPLES);
        assertThat(store.shard(0).deadLetters().count()).isOne();
        store.shard(0).deadLetters().retried("hosts", RETRY, HOSTS);
        assertThat(store.shard(0).deadLetters().count()).isZero();
    }

    @Test
    void aCancelledRetryLeavesWhatWasSetAsideBefore() {
        driver.append(scrapes.processes(0, 3));
        store.shard(0).deadLetters().setAside(2, PROCESSES, "no partition for that day");
        store.shard(0).deadLetters().setAside(2, RETRY, "out of range");

        store.shard(0).deadLetters().forget(RETRY);

        assertThat(store.shard(0).deadLetters().list(10))
                .singleElement()
                .extracting(DeadLetter::stage)
                .isEqualTo(PROCESSES);
    }

    @Test
    void aStreamOfOneTypeReadsNothingOfTheOthers() {
        driver.append(List.of(scrapes.host(0)));
        driver.append(scrapes.processes(0, 3));
        driver.append(List.of(scrapes.host(15)));
        TestStores.tamper(settings, DeadLetterTest::damageSecond);

        assertThat(driver.streamed(HOSTS, 0, 2)).containsExactly(scrapes.host(0), scrapes.host(15));
        assertThat(store.shard(0).deadLetters().count()).isZero();

        assertThat(driver.streamed(0, 2)).containsExactly(scrapes.host(0), scrapes.host(15));
        assertThat(store.shard(0).deadLetters().count()).isOne();
    }

    private static EventCriteria ofType(MessageType type) {
        return EventCriteria.havingAnyTag().andBeingOneOfTypes(type.qualifiedName());
    }

    private static List<RawEntry> damageSecond(List<RawEntry> entries) {
        List<RawEntry> damaged = new ArrayList<>(entries);
        RawEntry second = damaged.get(1);
        byte[] bytes = second.bytes().clone();
        bytes[10] ^= 0x40;
        damaged.set(1, new RawEntry(second.lastSequence(), second.count(), second.epoch(), bytes));
        return damaged;
    }
}
