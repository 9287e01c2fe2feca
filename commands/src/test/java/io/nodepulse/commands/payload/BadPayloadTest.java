package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** What is refused, and the field that is named; one line each. */
class BadPayloadTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final PayloadParser parser = new PayloadParser(ContractLimits.limits());

    private void expect(String json, String field, String problem) {
        expect(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), field, problem);
    }

    private void expect(byte[] body, String field, String problem) {
        assertThatThrownBy(() -> parser.parse(new UUID(1, 2), new ByteArrayInputStream(body), NOW))
                .isInstanceOfSatisfying(
                        MalformedPayloadException.class,
                        refused -> {
                            assertThat(refused.field()).isEqualTo(field);
                            assertThat(refused).hasMessageStartingWith(field + " " + problem);
                        });
    }

    @Test
    void bodiesThatAreNoJsonObject() {
        expect("", "body", "must be an object, is missing");
        expect("[]", "body", "must be an object, is an array");
        expect("7", "body", "must be an object, is a number");
        expect("{", "body", "must be valid JSON");
        expect("{}{}", "body", "must end after its first JSON object");
        expect("{} x", "body", "must be valid JSON");
        expect("{'process_exporter'", "process_exporter", "must be valid JSON");
        expect("[".repeat(100_000), "body", "must be an object, is an array");
        expect(
                "{'x':" + "[".repeat(100_000),
                "x" + "[0]".repeat(15),
                "must not be that deeply nested");
        expect(
                "{'x':" + "{'x':".repeat(100),
                "x" + ".x".repeat(15),
                "must not be that deeply nested");
        expect(
                "{'process_exporter': [], 'process_exporter': []}",
                "process_exporter",
                "is given twice");
        expect("{'node_exporter': [], 'node_exporter': []}", "node_exporter", "is given twice");
        expect("{'process_exporter': {}}", "process_exporter", "must be an array, is an object");
        expect(
                "{'process_exporter': [7]}",
                "process_exporter[0]",
                "must be an object, is a number");
    }

    @Test
    void scrapes() {
        String p = "process_exporter[0].";
        scrape("{}", p + "timestamp", "is missing");
        scrape("{'processes': []}", p + "timestamp", "is missing");
        scrape("{'timestamp': 7}", p + "timestamp", "must be a string, is a number");
        scrape("{'timestamp': 'soon'}", p + "timestamp", "must be an RFC 3339 time");
        scrape("{'timestamp': '2026-03-01T12:00:00'}", p + "timestamp", "must be an RFC 3339 time");
        scrape("{'timestamp': '2026-13-01T12:00:00Z'}", p + "timestamp", "must be an RFC 3339");
        scrape(at("'timestamp': '2026-03-01T11:00:00Z'"), p + "timestamp", "is given twice");
        scrape(at("'processes': [], 'processes': []"), p + "processes", "is given twice");
        scrape(at("'processes': 'none'"), p + "processes", "must be an array, is a string");
        scrape(at("'processes': [[]]"), p + "processes[0]", "must be an object, is an array");
        scrape(at("'processes': [], 'name': 'a'"), p + "processes", "must not stand beside");
    }

    /** What no reader of JSON could find the next value behind. */
    @Test
    void valuesThatAreNoJson() {
        process("'cpu_seconds': 01", "cpu_seconds", "must be valid JSON");
        process("'cpu_seconds': nan", "cpu_seconds", "must be valid JSON");
        process("'memory_bytes': " + "9".repeat(401), "memory_bytes", "must not be that");
        process("'name': '" + "n".repeat(1_200_000) + "'", "name", "must not be that");
        process("'name': 'a\\x'", "name", "must be valid JSON");
    }

    @Test
    void hostFigures() {
        String n = "node_exporter[0].";
        node("{'load_1min': 1}", n + "timestamp", "is missing");
        node(at("'load_1min': 1, 'load_1min': 1"), n + "load_1min", "is given twice");
        node("7", "node_exporter[0]", "must be an object, is a number");
    }

    private static String at(String fields) {
        return "{'timestamp': '2026-03-01T11:59:45Z', " + fields + "}";
    }

    private void scrape(String elements, String field, String problem) {
        expect("{'process_exporter': [" + elements + "]}", field, problem);
    }

    private void node(String elements, String field, String problem) {
        expect("{'node_exporter': [" + elements + "]}", field, problem);
    }

    private void process(String fields, String field, String problem) {
        scrape(
                at("'processes': [{" + fields + "}]"),
                "process_exporter[0].processes[0]." + field,
                problem);
    }
}
