package io.nodepulse.trials.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

class ScrapeTextTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.120Z");

    private final ScrapeText text = new ScrapeText(7);

    @Test
    void isAPayloadOfAllGroups() {
        JsonNode scrape = scrape(3, 0);
        assertThat(scrape.path("timestamp").asString()).isEqualTo("2026-11-24T10:00:00.120Z");
        Set<String> names = new HashSet<>();
        for (JsonNode process : scrape.path("processes")) {
            names.add(process.path("name").asString());
            assertThat(process.path("cpu_seconds").asDouble()).isBetween(1e6, 1e7);
            assertThat(process.path("memory_bytes").asLong() % 4_096).isZero();
        }
        assertThat(names).hasSize(ScrapeText.GROUPS);
    }

    @Test
    void someCountersGrowAndNoneFalls() {
        int grown = 0;
        for (int scrape = 1; scrape < 100; scrape++) {
            JsonNode before = scrape(11, scrape - 1).path("processes");
            JsonNode after = scrape(11, scrape).path("processes");
            for (int group = 0; group < ScrapeText.GROUPS; group++) {
                double delta = cpu(after, group) - cpu(before, group);
                assertThat(delta).isBetween(0.0, 15.01 * 1.5);
                grown += delta > 0 ? 1 : 0;
            }
        }
        assertThat(grown / 99.0 / ScrapeText.GROUPS).isBetween(0.2, 0.5);
    }

    @Test
    void followsFromTheSeed() {
        assertThat(scrape(5, 9)).isEqualTo(new ScrapeTextTest().scrape(5, 9));
        assertThat(scrape(5, 9)).isNotEqualTo(scrape(6, 9));
    }

    private static double cpu(JsonNode processes, int group) {
        return processes.path(group).path("cpu_seconds").asDouble();
    }

    private JsonNode scrape(int server, int number) {
        ByteBuffer out = ByteBuffer.allocate(text.length());
        text.write(server, number, AT, out);
        String json = new String(out.array(), StandardCharsets.US_ASCII);
        return new JsonMapper().readTree(json).path("process_exporter").path(0);
    }
}
