package io.nodepulse.events.store.deadletter;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.entry.RawEntry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A letter with its copy of the entry. */
record Letter(String stage, String reason, RawEntry entry) {

    static Letter of(Map<String, byte[]> fields) {
        return new Letter(
                text(fields, "stage"),
                text(fields, "reason"),
                new RawEntry(
                        Long.parseLong(text(fields, "sequence")),
                        Long.parseLong(text(fields, "events")),
                        fields.containsKey("epoch")
                                ? Epoch.parse(text(fields, "epoch"))
                                : Epoch.ORIGIN,
                        Objects.requireNonNull(fields.get("entry"), "entry")));
    }

    boolean isOf(String name) {
        return stage.equals(name);
    }

    boolean isUnreadable(EntryFilter wanted) {
        return isOf(DeadLetter.DECODING) && wanted.mayWant(entry);
    }

    static String text(Map<String, byte[]> fields, String name) {
        return new String(Objects.requireNonNull(fields.get(name), name), StandardCharsets.UTF_8);
    }
}
