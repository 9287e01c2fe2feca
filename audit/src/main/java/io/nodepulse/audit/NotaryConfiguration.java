package io.nodepulse.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.audit.checkpoint.CheckpointController;
import io.nodepulse.audit.checkpoint.ProofController;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.Publisher;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Wires the notary, where it has a folder: {@code nodepulse.audit.directory}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("nodepulse.audit.directory")
public class NotaryConfiguration {

    @Bean(destroyMethod = "close")
    Notary notary(
            ValkeyEventStore store,
            @Value("${nodepulse.audit.directory}") Path directory,
            @Value("${nodepulse.audit.log-name:}") String logName) {
        return Notary.open(
                directory,
                Optional.of(logName).filter(name -> !name.isBlank()),
                new StoreAppends(store));
    }

    @Bean(destroyMethod = "close")
    Publisher publisher(
            Notary notary,
            @Value("${nodepulse.audit.publish-to:}") List<String> publishTo,
            @Value("${nodepulse.audit.witness-keys:}") List<String> witnessKeys,
            MeterRegistry meters) {
        return new Publisher(
                notary,
                publishTo.stream().filter(place -> !place.isBlank()).toList(),
                witnessKeys.stream().filter(key -> !key.isBlank()).map(VerifierKey::parse).toList(),
                meters);
    }

    @Bean
    CheckpointController checkpointController(Notary notary) {
        return new CheckpointController(notary);
    }

    @Bean
    ProofController proofController(ValkeyEventStore store, Notary notary) {
        return new ProofController(store, notary);
    }
}
