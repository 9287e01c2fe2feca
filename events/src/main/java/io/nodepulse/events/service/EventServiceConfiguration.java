package io.nodepulse.events.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.segment.ChosenArchive;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Imported by each service; where several share a context, they share these beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    CommonSettings.class,
    StoreSettings.class,
    ArchiveSettings.class,
    PersonsSettings.class
})
public class EventServiceConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EventServiceConfiguration.class);

    @Bean
    ChosenArchive segmentArchive(ArchiveSettings settings) {
        return new ChosenArchive(settings.archive());
    }

    @Bean
    ValkeyEventStore eventStore(
            StoreSettings settings,
            PersonsSettings persons,
            ChosenArchive archive,
            MeterRegistry registry) {
        EventStoreMeters meters = new EventStoreMeters(registry);
        ValkeyEventStore store =
                ValkeyEventStore.open(settings.settings(), archive, meters, persons.keyFile());
        try {
            requireReadable(store);
        } catch (KeyFileException e) {
            store.close();
            throw e;
        }
        meters.watch(store);
        return store;
    }

    /** Where Valkey does not answer yet, whoever reads the first name finds out. */
    private static void requireReadable(ValkeyEventStore store) {
        try {
            store.persons().requireReadable();
        } catch (EventStoreUnavailableException e) {
            log.warn("the keys of persons were not looked at: {}", e.getMessage());
        }
    }

    @Bean
    LargestStore largestStore(ValkeyEventStore store, StoreSettings settings) {
        return new LargestStore(store.connection(), settings.namespace(), store::shardOf);
    }

    @Bean
    EventStoreHealth eventStoreHealthIndicator(ValkeyEventStore store) {
        return new EventStoreHealth(store);
    }
}
