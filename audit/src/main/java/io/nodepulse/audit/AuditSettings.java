package io.nodepulse.audit;

import io.nodepulse.audit.note.VerifierKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the event store is looked after and its history signed, {@code nodepulse.audit.*}.
 *
 * @param directory where the key and the tree are, outside both stores; nothing is signed without
 * @param logName the name that checkpoints bear; one is made up where there is none yet
 * @param publishTo addresses and folders that receive every checkpoint
 * @param witnessKeys whose cosignatures are kept, a C2SP verifier key each
 * @param sealEvery how often new entries are sealed
 * @param trimEvery how often retired entries are removed
 */
@ConfigurationProperties("nodepulse.audit")
public record AuditSettings(
        @Nullable Path directory,
        @DefaultValue("") String logName,
        @DefaultValue List<String> publishTo,
        @DefaultValue List<String> witnessKeys,
        @DefaultValue("1m") Duration sealEvery,
        @DefaultValue("10m") Duration trimEvery) {

    public AuditSettings {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("directory " + directory + " is no folder");
        }
        requirePositive("seal-every", sealEvery);
        requirePositive("trim-every", trimEvery);
        publishTo = publishTo.stream().filter(place -> !place.isBlank()).toList();
        witnessKeys = witnessKeys.stream().filter(key -> !key.isBlank()).toList();
        witnessKeys.forEach(VerifierKey::parse);
    }

    private static void requirePositive(String name, Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(name + " must be more than 0, is " + every);
        }
    }

    List<VerifierKey> witnesses() {
        return witnessKeys.stream().map(VerifierKey::parse).toList();
    }
}
