package io.nodepulse.audit.log;

import static java.util.stream.Collectors.joining;

import io.nodepulse.audit.export.CsvText;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.store.history.AuditLogEntry;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An act as it is shown.
 *
 * @param id its place in the event store, {@code <shard>:<sequence>}
 * @param at when
 * @param act what: the type of the event
 * @param actor who, as {@link Actor#name}; null for acts of before this was kept
 * @param address from where, or null
 * @param details the rest, no secrets among it
 */
record AuditLogRow(
        String id,
        Instant at,
        String act,
        @Nullable String actor,
        @Nullable String address,
        Map<String, Object> details) {

    static final String COLUMNS = "id,at,act,actor,address,details";

    static AuditLogRow of(AuditLogEntry recorded) {
        EventMessage message = recorded.message();
        Actor actor = Actor.of(message.metadata()).orElse(null);
        return new AuditLogRow(
                recorded.shard() + ":" + recorded.sequence(),
                message.timestamp(),
                message.type().qualifiedName().localName(),
                actor == null ? null : actor.name(),
                actor == null ? null : actor.address(),
                message.payload() == null ? Map.of() : ActDetails.of(message.payload()));
    }

    /** As a row of {@link #COLUMNS}. */
    String csv() {
        String words =
                details.entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(joining("; "));
        return Stream.of(id, at.toString(), act, actor, address, words)
                .map(text -> text == null || text.isEmpty() ? "" : CsvText.quoted(text))
                .collect(joining(","));
    }
}
