package io.nodepulse.events.store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where the event store is and how it is laid out.
 *
 * @param uri address of Valkey, {@code redis://[:password@]host:port}; several with commas between
 *     them are nodes of a cluster
 * @param username whom Valkey knows the password of; null is its default user
 * @param password of Valkey, where the address does not hold it
 * @param namespace prefix of every key, so that several stores can share a Valkey
 * @param shards how many streams the servers are spread over; fixed when a store is first opened
 * @param timeout how long to wait for an answer of Valkey
 * @param replicas how many replicas must have an append before it is acknowledged; with none, a
 *     replica that takes over may lack the last appends
 * @param replicasTimeout how long to wait for the replicas
 */
public record EventStoreSettings(
        String uri,
        @Nullable String username,
        @Nullable String password,
        String namespace,
        int shards,
        Duration timeout,
        int replicas,
        Duration replicasTimeout) {

    public static final String DEFAULT_NAMESPACE = "np";
    public static final int DEFAULT_SHARDS = 4;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_REPLICAS_TIMEOUT = Duration.ofSeconds(1);

    /** The client knows both names of the protocol, with and without TLS. */
    private static final Pattern ADDRESS =
            Pattern.compile("(redis|valkey)s?://([^@/\\s]*@)?[^@/\\s]+(:\\d{1,5})?/?\\d*");

    private static final int MAX_SHARDS = 1024;
    private static final int MAX_REPLICAS = 16;

    public EventStoreSettings {
        if (shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "shards must be 1 to " + MAX_SHARDS + ", is " + shards);
        }
        if (replicas < 0 || replicas > MAX_REPLICAS) {
            throw new IllegalArgumentException(
                    "replicas must be 0 to " + MAX_REPLICAS + ", is " + replicas);
        }
        if (replicas > 0
                && (replicasTimeout.compareTo(Duration.ofMillis(1)) < 0
                        || replicasTimeout.compareTo(timeout) >= 0)) {
            throw new IllegalArgumentException(
                    "the timeout of replicas must be 1 ms or more and below %s, is %s"
                            .formatted(timeout, replicasTimeout));
        }
        for (String address : uri.split(",", -1)) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "uri must be redis://host:port or rediss://host:port, or several with"
                                + " commas between them, is '"
                                + withoutPassword(uri)
                                + "'");
            }
        }
        if (namespace.isEmpty() || namespace.matches(".*[{}:].*")) {
            throw new IllegalArgumentException(
                    "namespace must not be empty or contain { } or :, is '" + namespace + "'");
        }
    }

    /** The defaults, at that address. */
    public static EventStoreSettings at(String uri) {
        return new EventStoreSettings(
                uri,
                null,
                null,
                DEFAULT_NAMESPACE,
                DEFAULT_SHARDS,
                DEFAULT_TIMEOUT,
                0,
                DEFAULT_REPLICAS_TIMEOUT);
    }

    public EventStoreSettings withLogin(@Nullable String user, @Nullable String secret) {
        return new EventStoreSettings(
                uri, user, secret, namespace, shards, timeout, replicas, replicasTimeout);
    }

    public EventStoreSettings withNamespace(String other) {
        return new EventStoreSettings(
                uri, username, password, other, shards, timeout, replicas, replicasTimeout);
    }

    public EventStoreSettings withShards(int other) {
        return new EventStoreSettings(
                uri, username, password, namespace, other, timeout, replicas, replicasTimeout);
    }

    public EventStoreSettings withTimeout(Duration other) {
        return new EventStoreSettings(
                uri, username, password, namespace, shards, other, replicas, replicasTimeout);
    }

    public EventStoreSettings withReplicas(int other) {
        return new EventStoreSettings(
                uri, username, password, namespace, shards, timeout, other, replicasTimeout);
    }

    public EventStoreSettings withReplicasTimeout(Duration other) {
        return new EventStoreSettings(
                uri, username, password, namespace, shards, timeout, replicas, other);
    }

    /** Without the password, also where the address holds it. */
    @Override
    public String toString() {
        return "EventStoreSettings[%s, %s, %d shards]"
                .formatted(withoutPassword(uri), namespace, shards);
    }

    private static String withoutPassword(String uri) {
        return uri.replaceAll("//[^@/]*@", "//");
    }
}
