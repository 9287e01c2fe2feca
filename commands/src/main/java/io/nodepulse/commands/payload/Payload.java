package io.nodepulse.commands.payload;

import java.util.List;

/**
 * The content of one body.
 *
 * @param processScrapes of process_exporter, oldest first
 * @param hostScrapes of node_exporter, oldest first
 * @param rejections the scrapes that are not kept
 * @param unknownFields how many fields were skipped because this version does not know them
 * @param unknownExporters how many exporters were skipped for the same reason
 */
public record Payload(
        List<Scrape> processScrapes,
        List<Scrape> hostScrapes,
        List<Rejection> rejections,
        int unknownFields,
        int unknownExporters) {

    public Payload {
        processScrapes = List.copyOf(processScrapes);
        hostScrapes = List.copyOf(hostScrapes);
        rejections = List.copyOf(rejections);
    }
}
