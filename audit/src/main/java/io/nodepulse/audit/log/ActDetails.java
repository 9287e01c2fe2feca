package io.nodepulse.audit.log;

import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.EnrollmentIssued;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.ServerRemoved;
import io.nodepulse.events.ServerRenamed;
import io.nodepulse.events.ServerTagsChanged;
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

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an act is about, by the names that its row shows; no secrets among it. */
final class ActDetails {

    private ActDetails() {}

    static Map<String, Object> of(Object event) {
        return switch (event) {
            case ServerEvent life -> of(life);
            case AccountEvent account -> of(account);
            case AdministrationEvent act -> of(act);
            default -> throw new IllegalArgumentException("no act: " + EventTypes.of(event));
        };
    }

    private static Map<String, Object> of(ServerEvent event) {
        Map<String, Object> details = details("server_id", event.serverId());
        details.putAll(
                switch (event) {
                    case EnrollmentIssued issued -> details("expires_at", issued.expiresAt());
                    case ServerRegistered registered -> details("name", registered.name());
                    case ServerRenamed renamed ->
                            details(
                                    "name", renamed.name(),
                                    "previous_name", renamed.previousName());
                    case ServerTagsChanged tagged -> details("tags", tagged.tags());
                    case AgentTokenRotated rotated ->
                            details("previous_valid_until", rotated.previousValidUntil());
                    case AgentTokenRevoked ignored -> details();
                    case ServerRemoved removed -> details("name", removed.name());
                    case HistoryErased erased -> details("name", erased.name());
                });
        return details;
    }

    private static Map<String, Object> of(AccountEvent event) {
        return switch (event) {
            case PersonAdded added -> details("name", added.name(), "role", added.role().code());
            case PersonRoleChanged changed ->
                    details("name", changed.name(), "role", changed.role().code());
            case PersonScopeChanged changed ->
                    details("name", changed.name(), "server_tags", changed.serverTags());
            case PersonPasswordChanged changed -> details("name", changed.name());
            case PersonRemoved removed -> details("name", removed.name());
            case PersonErased erased -> details("number", erased.number());
            case SecondFactorEnrolled enrolled -> details("name", enrolled.name());
            case RecoveryCodeUsed used -> details("name", used.name());
            case SecondFactorRemoved removed -> details("name", removed.name());
            case PasskeyEnrolled enrolled ->
                    details("name", enrolled.name(), "passkey", enrolled.label());
            case PasskeyRemoved removed ->
                    details("name", removed.name(), "passkey", removed.label());
            case SignedOutEverywhere signedOut -> details("who", signedOut.who());
            case ApiTokenIssued issued ->
                    details(
                            "token_id", issued.id(),
                            "name", issued.name(),
                            "role", issued.role().code(),
                            "expires_at", issued.expiresAt());
            case ApiTokenLimited limited ->
                    details("token_id", limited.id(), "server_tags", limited.serverTags());
            case ApiTokenHandedOver handed ->
                    details("token_id", handed.id(), "issuer", handed.issuer());
            case ApiTokenRevoked revoked -> details("token_id", revoked.id());
        };
    }

    private static Map<String, Object> of(AdministrationEvent event) {
        return switch (event) {
            case AccountEvent account -> of(account);
            case RebuildStarted started -> details("projection", started.projection());
            case RebuildCancelled cancelled -> details("projection", cancelled.projection());
            case ProjectionRepaired repaired -> of(repaired);
            case SignedIn in -> details("times", in.times(), "subject", in.subject());
            case SignInFailed failed ->
                    details(
                            "target", failed.target(),
                            "times", failed.times(),
                            "addresses", failed.addresses());
            case PasskeyCounterWentBack back ->
                    details("name", back.name(), "passkey", back.label());
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

    private static Map<String, Object> of(ProjectionRepaired repaired) {
        return details(
                "projection", repaired.projection(),
                "shard", repaired.shard(),
                "kind", repaired.kind(),
                "first", repaired.first(),
                "last", repaired.last());
    }

    /** In this order, without those that are null. */
    private static Map<String, Object> details(@Nullable Object... namesAndValues) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                details.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return details;
    }
}
