package io.nodepulse.launcher.audit;

import io.nodepulse.events.FigureSample;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ShownName;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.Leaf;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.events.wire.StoredEvent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an append said, in words for a person. */
final class LeafWords {

    private LeafWords() {}

    static List<String> of(Leaf leaf) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "events %d to %d of epoch %016x"
                        .formatted(
                                leaf.lastSequence() - leaf.count() + 1,
                                leaf.lastSequence(),
                                leaf.epoch()));
        if (leaf.entry().isEmpty()) {
            lines.add("of %d events that could not be read".formatted(leaf.count()));
            return lines;
        }
        switch (leaf.entry().get()) {
            case Entry.Processes processes -> lines.addAll(processes(processes.scrape()));
            case Entry.Figures figures -> lines.addAll(figures(figures.sample()));
            case Entry.Events events -> events.events().forEach(event -> lines.add(event(event)));
        }
        return lines;
    }

    private static List<String> processes(ProcessScrape scrape) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "server %s ran %d groups of processes at %s, as %s says"
                        .formatted(
                                scrape.serverId(),
                                scrape.size(),
                                scrape.sampledAt(),
                                scrape.exporter().field()));
        for (GroupSample sample : scrape.events()) {
            lines.add(
                    String.format(
                                    Locale.ROOT,
                                    "%s: %d processes, %s CPU seconds so far, %d bytes of memory",
                                    ShownName.of(sample.name()),
                                    sample.numProcs(),
                                    sample.cpuSeconds(),
                                    sample.memoryBytes())
                            + figures(sample));
        }
        return lines;
    }

    private static String figures(GroupSample sample) {
        return sample.figures().entrySet().stream()
                .map(each -> ", %s %s".formatted(each.getKey().field(), each.getValue()))
                .collect(Collectors.joining());
    }

    private static List<String> figures(FigureSample sample) {
        List<String> lines = new ArrayList<>();
        lines.add("server %s at %s".formatted(sample.serverId(), sample.sampledAt()));
        sample.values()
                .forEach((metric, value) -> lines.add("%s: %s".formatted(metric.field(), value)));
        return lines;
    }

    private static String event(StoredEvent event) {
        String payload = new String(event.payload(), StandardCharsets.UTF_8);
        return "%s at %s: %s".formatted(event.typeName(), event.timestamp(), ShownName.of(payload));
    }
}
