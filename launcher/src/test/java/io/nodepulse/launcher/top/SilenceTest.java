package io.nodepulse.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class SilenceTest {

    @Test
    void saysSinceWhenAServerIsSilent() {
        assertThat(Silence.of(JsonMapper.shared().readTree(server("stale"))))
                .hasValue(
                        "web has been silent since 2026-03-01T12:00:00Z: what follows is from"
                                + " before.");
        assertThat(Silence.of(JsonMapper.shared().readTree(server("never_seen"))))
                .hasValue("web has not sent anything yet: is its agent running?");
        assertThat(Silence.of(JsonMapper.shared().readTree(server("live")))).isEmpty();
    }

    private static String server(String state) {
        return """
        {"name": "web", "state": "%s", "last_seen": "2026-03-01T12:00:00Z"}"""
                .formatted(state);
    }
}
