package io.nodepulse.audit.segment;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.store.MaintenanceSettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Wires the bucket of segments, where there is one; only then is a client of S3 loaded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty({"nodepulse.segments.directory", "nodepulse.segments.bucket.name"})
public class BucketConfiguration {

    @Bean(destroyMethod = "close")
    S3Bucket segmentBucket(BucketSettings settings) {
        return S3Bucket.open(settings);
    }

    @Bean
    BucketRounds bucketRounds(
            Segments segments,
            S3Bucket bucket,
            BucketSettings settings,
            MaintenanceSettings maintenance,
            MeterRegistry meters) {
        return new BucketRounds(
                segments,
                bucket,
                settings.cacheBytes(),
                maintenance.sealEvery(),
                InstantSource.system(),
                meters);
    }
}
