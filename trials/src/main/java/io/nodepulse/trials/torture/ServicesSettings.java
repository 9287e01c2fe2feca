package io.nodepulse.trials.torture;

import io.nodepulse.embedded.BriefJvm;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an instance is started with.
 *
 * @param secrets passwords of the engines, as variables: a command line is for all to read
 * @param replicas that must have an append before it is acknowledged
 * @param segments where they are, the same for all: one makes them, each reads them
 * @param audited whether it is the one that looks after the event store, and after the bucket
 */
record ServicesSettings(
        String valkeyUri,
        String jdbcUrl,
        Map<String, String> secrets,
        int replicas,
        SegmentsPart segments,
        boolean audited) {

    private Stream<String> ofBucket() {
        return bucket().stream()
                .flatMap(bucket -> bucket.properties().entrySet().stream())
                .map(each -> "-D%s=%s".formatted(each.getKey(), each.getValue()));
    }

    /** Of the engines, and of the bucket. */
    Map<String, String> allSecrets() {
        Map<String, String> all = new HashMap<>(secrets);
        bucket().ifPresent(bucket -> all.putAll(bucket.secrets()));
        return all;
    }

    private Optional<BucketPart> bucket() {
        return audited ? segments.bucket() : Optional.empty();
    }

    /** What runs an instance. */
    List<String> command(int port, Path log) {
        Stream<String> settings =
                Stream.of(
                        "-Xmx512m",
                        "-Daxoniq.update-checker.disabled=true",
                        "-Dnodepulse.valkey.replicas=" + replicas,
                        // Hours would not end in a run.
                        "-Dnodepulse.segments.directory=" + segments.directory(),
                        "-Dnodepulse.segments.range=1m",
                        "-Dnodepulse.segments.hot=1m",
                        // One for all who work on the same stores.
                        "-Dnodepulse.persons.key-file="
                                + segments.directory().resolveSibling("persons.key"),
                        "-Dnodepulse.audit.seal-every=10s",
                        "-Dnodepulse.audit.trim-every=30s");
        Stream<String> program =
                Stream.of(
                        "-cp",
                        classPath(),
                        ServicesProgram.class.getName(),
                        valkeyUri,
                        jdbcUrl,
                        Victims.ADMIN_TOKEN,
                        Integer.toString(port),
                        (audited ? segments.audit() : log.resolveSibling("audit")).toString(),
                        log.toString(),
                        Boolean.toString(audited));
        return Stream.of(BriefJvm.command().stream(), settings, ofBucket(), program)
                .flatMap(words -> words)
                .toList();
    }

    /** Ours, for a process in another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
