package io.nodepulse.audit.restore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.audit.AuditSettings;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.segment.SegmentRestore;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.events.service.EventServiceConfiguration;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.util.Objects;
import java.util.Optional;

/** Wires what fills an empty event store from segments, and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditSettings.class, SegmentSettings.class})
@Import(EventServiceConfiguration.class)
public class RestoreConfiguration {

    /** Nobody reads it: the process ends with the restore. */
    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean(destroyMethod = "close")
    Notary notary(ValkeyEventStore store, AuditSettings settings) {
        return Notary.open(
                Objects.requireNonNull(settings.directory()),
                Optional.empty(),
                new StoreAppends(store));
    }

    @Bean
    SegmentRestore segmentRestore(ValkeyEventStore store, Notary notary, SegmentSettings settings) {
        return new SegmentRestore(store, notary, Objects.requireNonNull(settings.directory()));
    }
}
