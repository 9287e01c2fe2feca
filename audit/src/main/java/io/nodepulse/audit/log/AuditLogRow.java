package io.nodepulse.audit.log;

import static java.util.stream.Collectors.joining;

import io.nodepulse.audit.export.CsvText;
import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.ApiTokenRevoked;
import io.nodepulse.events.administration.DataExported;
import io.nodepulse.events.administration.HistoryVerified;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
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
import io.nodepulse.events.store.history.AuditLogEntry;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
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
                message.payload() == null ? Map.of() : detailsOf(message.payload()));
    }

    private static Map<String, Object> detailsOf(Object event) {
        return switch (event) {
            case ServerEvent life -> detailsOf(life);
            case AdministrationEvent act -> detailsOf(act);
            default -> throw new IllegalArgumentException("no act: " + EventTypes.of(event));
        };
    }

    private static Map<String, Object> detailsOf(ServerEvent event) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("server_id", event.serverId());
        switch (event) {
            case EnrollmentIssued issued -> details.put("expires_at", issued.expiresAt());
            case ServerRegistered registered -> details.put("name", registered.name());
            case ServerRenamed renamed -> {
                details.put("name", renamed.name());
                details.put("previous_name", renamed.previousName());
            }
            case AgentTokenRotated rotated -> {
                if (rotated.previousValidUntil() != null) {
                    details.put("previous_valid_until", rotated.previousValidUntil());
                }
            }
            case AgentTokenRevoked ignored -> {}
            case ServerRemoved removed -> details.put("name", removed.name());
        }
        return details;
    }

    private static Map<String, Object> detailsOf(AdministrationEvent event) {
        return switch (event) {
            case PersonAdded added -> details("name", added.name(), "role", added.role().code());
            case PersonRoleChanged changed ->
                    details("name", changed.name(), "role", changed.role().code());
            case PersonPasswordChanged changed -> details("name", changed.name());
            case PersonRemoved removed -> details("name", removed.name());
            case SecondFactorEnrolled enrolled -> details("name", enrolled.name());
            case RecoveryCodeUsed used -> details("name", used.name());
            case SecondFactorRemoved removed -> details("name", removed.name());
            case ApiTokenIssued issued ->
                    details(
                            "token_id", issued.id(),
                            "name", issued.name(),
                            "role", issued.role().code(),
                            "expires_at", issued.expiresAt());
            case ApiTokenHandedOver handed ->
                    details("token_id", handed.id(), "issuer", handed.issuer());
            case ApiTokenRevoked revoked -> details("token_id", revoked.id());
            case RebuildStarted started -> details("projection", started.projection());
            case RebuildCancelled cancelled -> details("projection", cancelled.projection());
            case ProjectionRepaired repaired ->
                    details(
                            "projection", repaired.projection(),
                            "shard", repaired.shard(),
                            "kind", repaired.kind(),
                            "first", repaired.first(),
                            "last", repaired.last());
            case SignedIn signedIn ->
                    signedIn.subject() == null
                            ? details("times", signedIn.times())
                            : details("times", signedIn.times(), "subject", signedIn.subject());
            case SignedOutEverywhere signedOut -> details("who", signedOut.who());
            case SignInFailed failed ->
                    details(
                            "target", failed.target(),
                            "times", failed.times(),
                            "addresses", failed.addresses());
            case DataExported exported ->
                    details(
                            "what", exported.what(),
                            "format", exported.format(),
                            "times", exported.times());
            case HistoryVerified verified -> details("intact", verified.intact());
            case StoreRestored restored ->
                    details(
                            "shard", restored.shard(),
                            "first", restored.first(),
                            "last", restored.last());
        };
    }

    private static Map<String, Object> details(Object... namesAndValues) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return details;
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
