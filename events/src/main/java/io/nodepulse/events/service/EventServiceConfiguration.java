package io.nodepulse.events.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.events.segment.ChosenArchive;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Imported by each service; where several share a context, they share these beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CommonSettings.class, StoreSettings.class, ArchiveSettings.class})
public class EventServiceConfiguration {

    @Bean
    ChosenArchive segmentArchive(ArchiveSettings settings) {
        return new ChosenArchive(settings.archive());
    }

    @Bean
    ValkeyEventStore eventStore(
            StoreSettings settings, ChosenArchive archive, MeterRegistry registry) {
        EventStoreMeters meters = new EventStoreMeters(registry);
        ValkeyEventStore store = ValkeyEventStore.open(settings.settings(), archive, meters);
        meters.watch(store);
        return store;
    }

    @Bean
    EventStoreHealth eventStoreHealthIndicator(ValkeyEventStore store) {
        return new EventStoreHealth(store);
    }
}
