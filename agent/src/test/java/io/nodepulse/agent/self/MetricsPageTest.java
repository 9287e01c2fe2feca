package io.nodepulse.agent.self;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.exposition.ExpositionParser;
import io.nodepulse.agent.payload.ExporterKind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class MetricsPageTest {

    private final AgentStats stats = new AgentStats();

    @Test
    void hasACounterForEveryLoss() throws IOException {
        stats.buffer().droppedFull().set(1);
        stats.buffer().droppedExpired().set(2);
        stats.buffer().droppedCorrupt().set(3);
        stats.push().scrapesRefused().set(4);
        stats.push().rejected().set(5);
        stats.exporter(ExporterKind.NODE_EXPORTER).malformedLines().set(6);
        stats.exporter(ExporterKind.PROCESS_EXPORTER).unreadable().set(7);
        stats.exporter(ExporterKind.PROCESS_EXPORTER).partlyReadProcesses().set(8);
        stats.exporter(ExporterKind.PROCESS_EXPORTER).rulesGivenUp().set(9);
        assertThat(samples())
                .containsEntry("nodepulse_agent_dropped_scrapes_total{reason=full}", 1.0)
                .containsEntry("nodepulse_agent_dropped_scrapes_total{reason=expired}", 2.0)
                .containsEntry("nodepulse_agent_dropped_scrapes_total{reason=corrupt}", 3.0)
                .containsEntry("nodepulse_agent_dropped_scrapes_total{reason=refused}", 4.0)
                .containsEntry("nodepulse_agent_push_samples_total{answer=rejected}", 5.0)
                .containsEntry("nodepulse_agent_malformed_lines_total{exporter=node_exporter}", 6.0)
                .containsEntry(
                        "nodepulse_agent_unreadable_files_total{exporter=process_exporter}", 7.0)
                .containsEntry(
                        "nodepulse_agent_partly_read_processes{exporter=process_exporter}", 8.0)
                .containsEntry(
                        "nodepulse_agent_group_rules_given_up_total{exporter=process_exporter}",
                        9.0);
    }

    private Map<String, Double> samples() throws IOException {
        String page = MetricsPage.of(stats, List.of(ExporterKind.values()));
        Map<String, Double> samples = new TreeMap<>();
        ExpositionParser parser = new ExpositionParser();
        parser.parse(
                new ByteArrayInputStream(page.getBytes(UTF_8)),
                sample -> {
                    String text = sample.toString();
                    samples.put(text.substring(0, text.lastIndexOf(' ')), sample.value());
                });
        assertThat(parser.malformed()).isZero();
        assertThat(parser.samples()).isEqualTo(samples.size());
        return samples;
    }
}
