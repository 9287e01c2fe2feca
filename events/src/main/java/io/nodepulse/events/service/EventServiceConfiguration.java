package io.nodepulse.events.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** Imported by each service; where several share a context, they share these beans. */
@Configuration(proxyBeanMethods = false)
public class EventServiceConfiguration {

    @Bean
    ValkeyEventStore eventStore(
            @Value("${nodepulse.valkey.uri}") String uri,
            @Value("${nodepulse.valkey.password:#{null}}") @Nullable String password,
            @Value("${nodepulse.valkey.namespace:" + EventStoreSettings.DEFAULT_NAMESPACE + "}")
                    String namespace,
            @Value("${nodepulse.valkey.shards:" + EventStoreSettings.DEFAULT_SHARDS + "}")
                    int shards,
            @Value("${nodepulse.valkey.replicas:0}") int replicas,
            @Value("${nodepulse.valkey.replicas-timeout:1s}") Duration replicasTimeout,
            MeterRegistry registry) {
        EventStoreMeters meters = new EventStoreMeters(registry);
        ValkeyEventStore store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(uri)
                                .withPassword(password)
                                .withNamespace(namespace)
                                .withShards(shards)
                                .withReplicasTimeout(replicasTimeout)
                                .withReplicas(replicas),
                        meters);
        meters.watch(store);
        return store;
    }

    @Bean
    EventStoreHealth eventStoreHealthIndicator(ValkeyEventStore store) {
        return new EventStoreHealth(store);
    }
}
