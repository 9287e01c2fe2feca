package io.nodepulse.agent.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.payload.ExporterKind;

import org.junit.jupiter.api.Test;

import java.util.List;

class StatusReportTest {

    @Test
    void saysWhatMayNotBeRead() {
        AgentStats stats = new AgentStats();
        List<ExporterKind> kinds = List.of(ExporterKind.values());
        assertThat(StatusReport.of(stats, "id", "http://x", kinds)).doesNotContain("not readable");
        stats.exporter(ExporterKind.PROCESS_EXPORTER).partlyReadProcesses().set(3);
        assertThat(StatusReport.of(stats, "id", "http://x", kinds))
                .contains("not readable process_exporter: some figures of 3 processes\n");
    }

    @Test
    void saysWhatWasNotKept() {
        AgentStats stats = new AgentStats();
        stats.exporter(ExporterKind.PROCESS_EXPORTER).skipped().set(3);
        stats.exporter(ExporterKind.NODE_EXPORTER).skipped().set(4);
        stats.push().rejected().set(5);
        stats.push().duplicates().set(6);
        stats.push().scrapesRefused().set(7);
        assertThat(StatusReport.of(stats, "id", "http://x", List.of(ExporterKind.values())))
                .contains(
                        "not kept     3 scrapes of process_exporter skipped, 4 scrapes of"
                                + " node_exporter skipped, 0 scrapes of cgroup skipped, 5 samples"
                                + " rejected, 6 duplicates\n")
                .contains("7 refused by the server");
    }
}
