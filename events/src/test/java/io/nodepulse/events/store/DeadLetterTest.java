package io.nodepulse.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EventTypes;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** An entry that cannot be read is set aside once, and the shard goes on. */
class DeadLetterTest {

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

        List<DeadLetter> letters = store.deadLetters(0).list(10);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().lastSequence()).isEqualTo(2);
        assertThat(letters.getFirst().stage()).isEqualTo(DeadLetter.DECODING);
        assertThat(letters.getFirst().reason()).contains("checksum");
    }

    @Test
    void aProjectionCanSetAnEntryAsideAndTakeItBack() {
        driver.append(scrapes.processes(0, 3));

        store.setAside(0, 2, "processes", "no partition for that day");
        DeadLetter letter = store.deadLetters(0).list(10).getFirst();
        assertThat(letter.stage()).isEqualTo("processes");
        assertThat(letter.lastSequence()).isEqualTo(3);

        store.deadLetters(0).takeBack(letter);
        assertThat(store.deadLetters(0).count()).isZero();
    }

    @Test
    void aStreamOfOneTypeReadsNothingOfTheOthers() {
        driver.append(List.of(scrapes.host(0)));
        driver.append(scrapes.processes(0, 3));
        driver.append(List.of(scrapes.host(15)));
        TestStores.tamper(settings, DeadLetterTest::damageSecond);

        EventCriteria hosts =
                EventCriteria.havingAnyTag()
                        .andBeingOneOfTypes(EventTypes.HOST_SAMPLED.qualifiedName());

        assertThat(driver.streamed(hosts, 0, 2)).containsExactly(scrapes.host(0), scrapes.host(15));
        assertThat(store.deadLetters(0).count()).isZero();

        assertThat(driver.streamed(0, 2)).containsExactly(scrapes.host(0), scrapes.host(15));
        assertThat(store.deadLetters(0).count()).isOne();
    }

    private static List<RawEntry> damageSecond(List<RawEntry> entries) {
        List<RawEntry> damaged = new ArrayList<>(entries);
        RawEntry second = damaged.get(1);
        byte[] bytes = second.bytes().clone();
        bytes[10] ^= 0x40;
        damaged.set(1, new RawEntry(second.lastSequence(), second.count(), bytes));
        return damaged;
    }
}
