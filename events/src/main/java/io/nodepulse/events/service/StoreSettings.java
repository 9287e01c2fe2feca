package io.nodepulse.events.service;

import io.nodepulse.events.store.EventStoreSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Where the event store is, {@code nodepulse.valkey.*}; see {@link EventStoreSettings}.
 *
 * @param uri there is no default: a service that has none does not start
 */
@ConfigurationProperties("nodepulse.valkey")
public record StoreSettings(
        @Nullable String uri,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue(EventStoreSettings.DEFAULT_NAMESPACE) String namespace,
        @DefaultValue("" + EventStoreSettings.DEFAULT_SHARDS) int shards,
        @DefaultValue("0") int replicas,
        @DefaultValue("1s") Duration replicasTimeout) {

    public StoreSettings {
        if (uri != null && !uri.isBlank()) {
            settings(uri, username, password, namespace, shards, replicas, replicasTimeout);
        }
    }

    EventStoreSettings settings() {
        if (uri == null || uri.isBlank()) {
            throw new IllegalStateException("nodepulse.valkey.uri is not set");
        }
        return settings(uri, username, password, namespace, shards, replicas, replicasTimeout);
    }

    private static EventStoreSettings settings(
            String uri,
            @Nullable String username,
            @Nullable String password,
            String namespace,
            int shards,
            int replicas,
            Duration replicasTimeout) {
        return EventStoreSettings.at(uri)
                .withLogin(blankAsNull(username), password)
                .withNamespace(namespace)
                .withShards(shards)
                .withReplicasTimeout(replicasTimeout)
                .withReplicas(replicas);
    }

    /** A secret's file may be there and empty. */
    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
