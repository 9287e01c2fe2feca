package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** A request can be followed from the answer to the log, which may be lines of JSON. */
@ExtendWith(OutputCaptureExtension.class)
class RequestIdTest {

    private static final Map<String, String> JSON_LOG =
            Map.of(
                    "logging.structured.format.console",
                    "ecs",
                    "logging.level.org.springframework.web.servlet.DispatcherServlet",
                    "debug");

    @Test
    void theAnswerAndTheLogNameTheRequest(CapturedOutput output) {
        try (RunningCommands app = RunningCommands.start(JSON_LOG)) {
            HttpResponse<String> answer =
                    app.send(
                            app.request("/metrics/prometheus")
                                    .header("X-Request-Id", "follow-me")
                                    .POST(BodyPublishers.noBody()));

            assertThat(answer.headers().firstValue("X-Request-Id")).contains("follow-me");
            assertThat(answer.body()).contains("\"request_id\":\"follow-me\"");
            JsonNode line =
                    output.getOut()
                            .lines()
                            .filter(text -> text.contains("follow-me"))
                            .map(JsonMapper.shared()::readTree)
                            .findFirst()
                            .orElseThrow();
            assertThat(line.get("request_id").stringValue()).isEqualTo("follow-me");
            assertThat(line.get("message").stringValue()).contains("POST \"/metrics/prometheus");
            assertThat(line.has("@timestamp")).isTrue();
        }
    }

    @Test
    void whoNamesNoneOrAHarmfulOneGetsOne() {
        try (RunningCommands app = RunningCommands.start()) {
            assertThat(app.get("/livez").headers().firstValue("X-Request-Id").orElse(""))
                    .matches("[0-9a-f]{16}");
            HttpResponse<String> answer =
                    app.send(app.request("/livez").header("X-Request-Id", "<script>").GET());
            assertThat(answer.headers().firstValue("X-Request-Id").orElse(""))
                    .matches("[0-9a-f]{16}");
        }
    }
}
