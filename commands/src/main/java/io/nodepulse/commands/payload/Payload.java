package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.largest.LargestProcesses;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The content of one body.
 *
 * @param scrapes of each exporter that it has any of, oldest first
 * @param largest lists of the largest processes behind its groups, in any order
 * @param rejections what is not kept, with its reason
 * @param unknownFields how many fields were skipped because this version does not know them
 * @param unknownExporters how many exporters were skipped for the same reason
 * @param mendedNames how many names of processes were not acceptable as they were given
 * @param mendedBytes how many bytes were no UTF-8
 */
public record Payload(
        Map<Exporter, List<Sampled>> scrapes,
        List<LargestProcesses> largest,
        List<Rejection> rejections,
        int unknownFields,
        int unknownExporters,
        int mendedNames,
        int mendedBytes) {

    public Payload {
        Map<Exporter, List<Sampled>> ofExporters = new EnumMap<>(Exporter.class);
        scrapes.forEach(
                (exporter, its) -> {
                    if (!its.isEmpty()) {
                        ofExporters.put(exporter, List.copyOf(its));
                    }
                });
        scrapes = Collections.unmodifiableMap(ofExporters);
        largest = List.copyOf(largest);
        rejections = List.copyOf(rejections);
    }

    /** The scrapes of that exporter, oldest first. */
    public List<Sampled> scrapesOf(Exporter exporter) {
        return scrapes.getOrDefault(exporter, List.of());
    }
}
