package io.nodepulse.events.store;

import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;

import java.time.Duration;

/** How the client reaches Valkey. */
final class ValkeyConnection {

    private static final int NETTY_THREADS = 2;
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 32;
    private static final int IDLE_CONNECTIONS = 4;
    private static final int READ_RETRIES = 2;
    private static final int TOPOLOGY_SCAN_MILLIS = 1000;
    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    private ValkeyConnection() {}

    static Config config(EventStoreSettings settings) {
        Config config = new Config();
        config.setCodec(ByteArrayCodec.INSTANCE);
        config.setNettyThreads(NETTY_THREADS);
        config.setThreads(THREADS);
        // Users of ours may run the few scripts there are, and not keep any in the server.
        config.setUseScriptCache(false);
        if (settings.username() != null) {
            config.setUsername(settings.username());
        }
        if (settings.password() != null) {
            config.setPassword(settings.password());
        }
        String[] addresses = settings.uri().split(",");
        common(
                settings,
                addresses.length == 1 ? server(config, addresses[0]) : cluster(config, addresses));
        return config;
    }

    private static BaseConfig<?> server(Config config, String address) {
        return config.useSingleServer()
                .setAddress(address)
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(IDLE_CONNECTIONS);
    }

    private static BaseConfig<?> cluster(Config config, String... addresses) {
        return config.useClusterServers()
                .addNodeAddress(addresses)
                .setMasterConnectionPoolSize(CONNECTIONS)
                .setMasterConnectionMinimumIdleSize(IDLE_CONNECTIONS)
                .setScanInterval(TOPOLOGY_SCAN_MILLIS)
                .setReadMode(ReadMode.MASTER)
                // A part of the cluster that is down is no reason to refuse the rest.
                .setCheckSlotsCoverage(false);
    }

    private static void common(EventStoreSettings settings, BaseConfig<?> config) {
        int timeoutMillis = Math.toIntExact(settings.timeout().toMillis());
        config.setTimeout(timeoutMillis);
        config.setConnectTimeout(timeoutMillis);
        config.setRetryAttempts(READ_RETRIES);
        config.setRetryDelay(new ConstantDelay(RETRY_DELAY));
    }
}
