package io.nodepulse.trials.weaknesses;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A record of the OSV schema, as far as it says something of the packages that were asked for.
 *
 * @param aliases other names of the same weakness
 * @param withdrawn whether it was taken back
 * @param severity a word or a vector of CVSS; empty where it has none
 * @param ecosystems of all packages that it names
 * @param affected of the packages that were asked for
 */
record WeaknessRecord(
        String id,
        Instant modified,
        List<String> aliases,
        boolean withdrawn,
        String severity,
        Set<String> ecosystems,
        List<Affected> affected) {

    /**
     * Versions of a package that have the weakness: those in the list, and those in a range.
     *
     * @param severity where this package's differs from the record's; empty otherwise
     */
    record Affected(
            PackageName target, List<String> versions, List<EventRange> ranges, String severity) {

        boolean holds(String version) {
            return versions.contains(version)
                    || ranges.stream().anyMatch(range -> range.holds(version));
        }

        /** The nearest one of any range: a list of versions does not say what mends them. */
        Optional<String> fixedAfter(String version) {
            return ranges.stream()
                    .map(range -> range.fixedAfter(version))
                    .flatMap(Optional::stream)
                    .min(target.ecosystem().order());
        }
    }

    /** The parts that hold that version of the package. */
    List<Affected> affecting(PackageName name, String version) {
        return affected.stream()
                .filter(each -> each.target().equals(name) && each.holds(version))
                .toList();
    }

    /** What is said of this package before what is said of all. */
    String severityOf(Affected part) {
        return part.severity().isEmpty() ? severity : part.severity();
    }
}
