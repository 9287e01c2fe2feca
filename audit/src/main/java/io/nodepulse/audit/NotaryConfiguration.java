package io.nodepulse.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.checkpoint.CheckpointController;
import io.nodepulse.audit.checkpoint.ProofController;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.Publisher;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.restore.RestoreController;
import io.nodepulse.audit.restore.Restores;
import io.nodepulse.audit.segment.BucketConfiguration;
import io.nodepulse.audit.segment.SegmentMeters;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.events.segment.ChosenArchive;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Wires the notary, where it has a folder: {@code nodepulse.audit.directory}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("nodepulse.audit.directory")
@Import(BucketConfiguration.class)
public class NotaryConfiguration {

    @Bean(destroyMethod = "close")
    Notary notary(ValkeyEventStore store, AuditSettings settings) {
        return Notary.open(
                Objects.requireNonNull(settings.directory()),
                Optional.of(settings.logName()).filter(name -> !name.isBlank()),
                new StoreAppends(store));
    }

    @Bean(destroyMethod = "close")
    Publisher publisher(Notary notary, AuditSettings settings, MeterRegistry meters) {
        return new Publisher(notary, settings.publishTo(), settings.witnesses(), meters);
    }

    @Bean
    @ConditionalOnProperty("nodepulse.segments.directory")
    Segments segments(
            ValkeyEventStore store,
            Notary notary,
            SegmentSettings settings,
            Optional<S3Bucket> bucket,
            ChosenArchive archive,
            MeterRegistry meters)
            throws IOException {
        Path directory = Objects.requireNonNull(settings.directory());
        Segments segments = new Segments(store, notary, directory, settings, bucket.orElse(null));
        new SegmentMeters(meters).watch(segments, store.shards());
        archive.choose(segments);
        return segments;
    }

    @Bean
    CheckpointController checkpointController(Notary notary) {
        return new CheckpointController(notary);
    }

    @Bean
    RestoreController restoreController(
            Notary notary, AuditLog auditLog, StoreMaintenance maintenance) {
        return new RestoreController(new Restores(notary, auditLog, maintenance));
    }

    @Bean
    ProofController proofController(
            ValkeyEventStore store, Notary notary, Optional<Segments> segments) {
        return new ProofController(store, notary, segments);
    }
}
