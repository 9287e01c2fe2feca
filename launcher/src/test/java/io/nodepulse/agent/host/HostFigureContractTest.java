package io.nodepulse.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Figure;
import io.nodepulse.events.HostMetric;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agent and the query API know nothing of the events: here, where all are at hand, their tables
 * of host figures are held against that of the events.
 */
class HostFigureContractTest {

    @Test
    void theAgentSendsEveryFigureThatIsKeptAndNoOther() {
        assertThat(Arrays.stream(HostFigure.values()).map(HostFigure::field))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HostMetric.values()).map(HostMetric::field).toList());
    }

    @Test
    void figuresAreShownInTheirUnitAndType() throws IOException {
        Map<String, Figure> kept =
                Arrays.stream(HostMetric.values())
                        .map(HostMetric::figure)
                        .collect(Collectors.toMap(Figure::field, figure -> figure));
        int compared = 0;
        for (Map.Entry<String, JsonNode> shown : shown()) {
            Figure figure = kept.get(shown.getKey());
            if (figure != null) {
                String unit = figure.unit().name().toLowerCase(Locale.ROOT);
                boolean real = figure.type() == Figure.Type.REAL;
                assertThat(shown.getValue().get("unit").asString())
                        .as(shown.getKey())
                        .isEqualTo(unit);
                assertThat(shown.getValue().get("type").asString().equals("double"))
                        .as(shown.getKey())
                        .isEqualTo(real);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(14);
    }

    private static Iterable<Map.Entry<String, JsonNode>> shown() throws IOException {
        try (InputStream table =
                HostFigureContractTest.class.getResourceAsStream(
                        "/io/nodepulse/query/servers/host-figures.json")) {
            JsonNode parts = new JsonMapper().readTree(Objects.requireNonNull(table));
            return Stream.of("list", "detail")
                    .flatMap(part -> parts.get(part).properties().stream())
                    .toList();
        }
    }
}
