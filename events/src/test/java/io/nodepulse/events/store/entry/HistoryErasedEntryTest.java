package io.nodepulse.events.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.MalformedEntryException;

import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The bytes of an erasure as they are stored, in a golden file: they have to read for ever. */
class HistoryErasedEntryTest {

    private static final String FILE = "/golden/v2/history-erased.hex";
    private static final long SEQUENCE = 42;
    private static final HistoryErased ERASED =
            new HistoryErased(
                    UUID.fromString("0d9f6a3e-3f0c-4a57-9c1e-6f1a2b3c4d5e"),
                    "web-1",
                    Instant.parse("2026-03-01T12:00:00.250Z"));
    private static final Actor ADA = new Actor(Actor.person("ada"), "192.0.2.7");

    private static byte[] golden() throws IOException {
        try (InputStream in = HistoryErasedEntryTest.class.getResourceAsStream(FILE)) {
            String hex =
                    new String(
                            Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.strip());
        }
    }

    private static Entry entry() {
        EventMessage message =
                new GenericEventMessage(
                        "6d1c1f9e-6a3b-4a9e-8a57-0d3a5a6f7b8c",
                        EventTypes.HISTORY_ERASED,
                        ERASED,
                        ADA.metadata(),
                        ERASED.erasedAt());
        return EntryEvents.entryOf(
                List.of(new GenericTaggedEventMessage<>(message, EventTypes.tagsOf(ERASED))));
    }

    @Test
    void itIsWrittenAsItWas() throws IOException {
        assertThat(HexFormat.of().formatHex(EntryFormat.encode(entry())))
                .isEqualTo(HexFormat.of().formatHex(golden()));
    }

    @Test
    void itReads() throws IOException {
        Entry entry =
                EntryFormat.decode(
                        golden(),
                        (epoch, sequence) -> {
                            throw new MalformedEntryException("no keyframe");
                        });

        assertThat(new DecodedEntry(0, SEQUENCE, entry).message(SEQUENCE).payload())
                .isEqualTo(ERASED);
        assertThat(Erasure.in(SEQUENCE, (Entry.Events) entry))
                .containsExactly(
                        new Erasure(SEQUENCE, ERASED.serverId(), ADA.name(), ERASED.erasedAt()));
    }
}
