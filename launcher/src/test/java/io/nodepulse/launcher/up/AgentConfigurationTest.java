package io.nodepulse.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class AgentConfigurationTest {

    @Test
    void theAgentSeesItsOwnSettingsOnly() {
        assertThat(
                        AgentConfiguration.environment(
                                Map.of(
                                        "NODEPULSE_ADMIN_TOKEN", "secret",
                                        "NODEPULSE_VALKEY_PASSWORD", "secret",
                                        "NODEPULSE_AGENT_INTERVAL", "1s",
                                        "NODEPULSE_EXPORTERS_NODE_EXPORTER_ENDPOINT", "procfs",
                                        "PATH", "/bin")))
                .isEqualTo(
                        Map.of(
                                "NODEPULSE_AGENT_INTERVAL", "1s",
                                "NODEPULSE_EXPORTERS_NODE_EXPORTER_ENDPOINT", "procfs"));
    }
}
