package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alerts and the dashboard under {@code infra/monitoring} speak of what there really is. */
class MonitoringTest {

    private static final Path MONITORING =
            Path.of("..", "infra", "monitoring").toAbsolutePath().normalize();

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A metric in an expression; recorded figures, which have colons, are none. */
    private static final Pattern METRIC =
            Pattern.compile("(?<![:\\w])(nodepulse|http|jvm|process|hikaricp|ssl)_\\w+(?![:\\w])");

    private static final Pattern EXPRESSION = Pattern.compile("(?m)^\\s+expr: (.*)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:]\\w*)[{ ]");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyMetricIsOnThePagesOfARunningSystem() throws Exception {
        Set<String> wanted = metrics(rules());
        wanted.addAll(metrics(dashboard()));
        // Only where there is TLS: TlsTest sees it.
        wanted.remove("ssl_chain_expiry_seconds");
        assertThat(wanted).hasSizeGreaterThan(30);
        String services = SharedUp.running().address;
        get(services + "api/servers");
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> {
                            Set<String> shown = samples(get(services + "metrics"));
                            shown.addAll(samples(get(agent())));
                            assertThat(shown).containsAll(wanted);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"check rules nodepulse.rules.yml", "test rules nodepulse.rules.test.yml"})
    void promtoolAgrees(String arguments) throws Exception {
        Process promtool;
        try {
            promtool =
                    new ProcessBuilder(Stream.of(("promtool " + arguments).split(" ")).toList())
                            .directory(MONITORING.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "no promtool: install the package prometheus");
            return;
        }
        String said = promtool.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static String rules() throws IOException {
        return EXPRESSION
                .matcher(Files.readString(MONITORING.resolve("nodepulse.rules.yml")))
                .results()
                .map(expression -> expression.group(1))
                .collect(Collectors.joining("\n"));
    }

    private static String dashboard() {
        JsonNode panels =
                JsonMapper.shared()
                        .readTree(MONITORING.resolve("nodepulse-dashboard.json").toFile())
                        .get("panels");
        return panels.valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.get("expr").stringValue())
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> metrics(String expressions) {
        return found(METRIC, 0, expressions);
    }

    private static Set<String> samples(String page) {
        return found(SAMPLE, 1, page);
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(group));
        }
        return names;
    }

    /** Where the agent of this machine says how it is doing. */
    private static String agent() throws IOException {
        Path file = SharedUp.running().data.resolve("agent/buffer/address");
        String[] address = Files.readString(file).split(" ");
        return "http://%s:%s/metrics".formatted(address[0], address[1]);
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
