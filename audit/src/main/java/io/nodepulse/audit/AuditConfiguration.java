package io.nodepulse.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.AccessConfiguration;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.history.EventHistoryController;
import io.nodepulse.audit.largest.LargestController;
import io.nodepulse.audit.log.AuditLogController;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.audit.seal.VerifyController;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.audit.store.EventStoreController;
import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.service.CommonSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.InstantSource;
import java.util.Optional;

/** Wires the audit side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditSettings.class, SegmentSettings.class, BucketSettings.class})
@Import({AccessConfiguration.class, NotaryConfiguration.class})
public class AuditConfiguration {

    @Bean
    MaintenanceSettings storeCareSettings(
            CommonSettings common,
            AuditSettings settings,
            SegmentSettings segments,
            BucketSettings bucket) {
        segments.requireNotary(settings.directory());
        bucket.requireFolder(segments.directory());
        return new MaintenanceSettings(
                common.retention(),
                segments.inValkey(common.retention()),
                settings.sealEvery(),
                settings.trimEvery());
    }

    @Bean
    StoreMaintenance storeCare(
            ValkeyEventStore store,
            Optional<Notary> notary,
            Optional<Segments> segments,
            MaintenanceSettings settings) {
        return new StoreMaintenance(store, notary, segments, settings, InstantSource.system());
    }

    @Bean
    SealVerification sealVerification(
            ValkeyEventStore store,
            Optional<Notary> notary,
            Optional<Segments> segments,
            MeterRegistry registry) {
        SealVerification verification =
                new SealVerification(store, notary, segments, InstantSource.system());
        Gauge.builder("nodepulse.audit.intact", verification, AuditConfiguration::intact)
                .description("1 if the last verification found nothing, 0 if it did")
                .register(registry);
        return verification;
    }

    /** Not a number before the first verification since the start. */
    private static double intact(SealVerification verification) {
        return verification.last().map(outcome -> outcome.intact() ? 1.0 : 0.0).orElse(Double.NaN);
    }

    @Bean
    EventHistoryController eventHistoryController(ValkeyEventStore store, ActTally tally) {
        return new EventHistoryController(store, InstantSource.system(), tally);
    }

    @Bean
    LargestController largestController(ValkeyEventStore store, LargestStore lists) {
        return new LargestController(store, lists, InstantSource.system());
    }

    @Bean
    AuditLogController actsController(ValkeyEventStore store, ActTally tally) {
        return new AuditLogController(store, tally);
    }

    @Bean
    VerifyController verifyController(
            SealVerification verification, Optional<Notary> notary, AuditLog auditLog) {
        return new VerifyController(verification, notary, auditLog);
    }

    @Bean
    EventStoreController eventStoreController(
            ValkeyEventStore store,
            Optional<Notary> notary,
            Optional<Segments> segments,
            SealVerification verification,
            MaintenanceSettings settings,
            StoreMaintenance maintenance) {
        return new EventStoreController(
                store, notary, segments, verification, settings, maintenance);
    }
}
