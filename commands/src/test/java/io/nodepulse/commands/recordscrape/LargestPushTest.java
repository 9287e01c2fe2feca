package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.largest.LargestProcess;
import io.nodepulse.events.largest.LargestProcesses;
import io.nodepulse.events.service.ValkeyUsers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pushes that say which processes are behind the groups, as the service's own user of Valkey. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargestPushTest {

    private static final String NAMESPACE = "largest-" + UUID.randomUUID();
    private static final ValkeyUser USER =
            ValkeyUser.withNewPassword(NAMESPACE, ValkeyUsers.rules("commands", NAMESPACE));

    private final RunningCommands app = start();
    private final Instant at = ProcessSampled.toResolution(Instant.now());

    private static RunningCommands start() {
        EmbeddedValkey.define(USER);
        return start(NAMESPACE, USER);
    }

    private static RunningCommands start(String namespace, ValkeyUser user) {
        return RunningCommands.start(
                Map.of(
                        "nodepulse.valkey.namespace",
                        namespace,
                        "nodepulse.valkey.username",
                        user.name(),
                        "nodepulse.valkey.password",
                        user.password()));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    /** A push with that list beside one sample. */
    private HttpResponse<String> push(Agent agent, String largest) {
        return pushAt(agent, at, largest);
    }

    private HttpResponse<String> pushAt(Agent agent, Instant time, String largest) {
        return app.push(agent, body(time, largest));
    }

    private static String body(Instant time, String largest) {
        return """
                {"process_exporter": [{"largest": %s, "timestamp": "%s", "processes": [
                  {"name": "php", "num_procs": 9, "cpu_seconds": 1, "memory_bytes": 4096}]}]}"""
                .formatted(largest.replace('\'', '"'), time);
    }

    private static String list(String... processes) {
        return "{'seconds': 60, 'processes': [" + String.join(",", processes) + "]}";
    }

    private List<LargestProcess> kept(Agent agent) {
        return app.largest(agent.serverId()).map(LargestProcesses::processes).orElse(List.of());
    }

    @Test
    void theListIsKeptBesideTheSamples() {
        Agent agent = app.register("kept");

        HttpResponse<String> answer =
                push(
                        agent,
                        list(
                                "{'name':'php','pid':12,'user':'www','start_seconds':1764400000,"
                                        + "'cpu_seconds':3.25,'memory_bytes':1024,"
                                        + "'arguments':'php -S'}",
                                "{'name':'php','pid':13}"));

        assertThat(answer.body()).contains("\"accepted\":1").contains("\"rejected\":0");
        assertThat(app.largest(agent.serverId()))
                .contains(
                        new LargestProcesses(
                                at,
                                Duration.ofMinutes(1),
                                List.of(
                                        new LargestProcess(
                                                "php",
                                                12,
                                                "www",
                                                1_764_400_000,
                                                3.25,
                                                1_024,
                                                "php -S"),
                                        new LargestProcess(
                                                "php", 13, null, 0, Double.NaN, 0, null))));
        assertThat(app.samples(agent.serverId())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    []                                                                 | 0
                    7                                                                  | 0
                    null                                                               | 0
                    {}                                                                 | 0
                    {'processes': 7}                                                   | 0
                    {'processes': null}                                                | 0
                    {'processes': [], 'new': {'x': [1]}}                               | 0
                    {'processes': [7, {'name':'a','pid':1}, [{}], null]}               | 1
                    {'seconds': 'x', 'processes': [{'name':'a','pid':1}]}              | 1
                    {'seconds': -1, 'processes': [{'name':'a','pid':1}]}               | 0
                    {'seconds': NaN, 'processes': [{'name':'a','pid':1}]}              | 1
                    {'processes': [{'name':'a','pid':0}, {'name':'b','pid':2}]}        | 1
                    {'processes': [{'name':'a','pid':'1'}, {'name':'b','pid':2}]}      | 1
                    {'processes': [{'name':{'x':1},'pid':1}, {'name':'b','pid':2}]}    | 1
                    {'processes': [{'name':'a','pid':1,'cpu_seconds':-1}]}             | 0
                    {'processes': [{'name':'a','pid':1,'start_seconds':9e15}]}         | 0
                    {'processes': [{'name':'a','pid':1,'new':[{'x':1}]}]}              | 1
                    {'processes': [{'name':'\\u0000a','pid':1,'user':'\\n'}]}          | 1
                    """)
    void whatIsWrongWithTheListCostsNoSample(String largest, int kept) {
        Agent agent = app.register("wrong-" + UUID.randomUUID());

        HttpResponse<String> answer = push(agent, largest);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":1");
        assertThat(app.samples(agent.serverId())).hasSize(1);
        assertThat(kept(agent)).hasSize(kept);
    }

    @Test
    @Timeout(60)
    void aBodyThatBreaksOffWithinTheListIsRefused() {
        Agent agent = app.register("cut");
        String whole = body(at, list("{'name':'php','pid':12}", "{'name':'php','pid':13}"));

        for (int length = whole.indexOf("largest"); length < whole.indexOf("timestamp"); length++) {
            assertThat(app.push(agent, whole.substring(0, length)).statusCode()).isEqualTo(400);
        }
        assertThat(kept(agent)).isEmpty();
    }

    @Test
    void ofTooManyTheFirstAreKept() {
        Agent agent = app.register("many");
        String processes =
                IntStream.rangeClosed(1, 150)
                        .mapToObj("{'name':'php','pid':%d}"::formatted)
                        .collect(Collectors.joining(","));

        assertThat(push(agent, list(processes)).statusCode()).isEqualTo(202);

        assertThat(kept(agent)).extracting(LargestProcess::pid).hasSize(100).endsWith(100);
    }

    @Test
    void aListOfAScrapeThatIsNotTakenIsNotKept() {
        Agent agent = app.register("ahead");

        HttpResponse<String> answer =
                pushAt(agent, at.plus(Duration.ofDays(2)), list("{'name':'php','pid':12}"));

        assertThat(answer.statusCode()).isNotEqualTo(503);
        assertThat(app.samples(agent.serverId())).isEmpty();
        assertThat(kept(agent)).isEmpty();
    }

    /** As where the services were upgraded, and Valkey's users were not. */
    @Test
    void aUserWhoMayNotKeepListsStopsNoSamples() {
        String namespace = "older-" + UUID.randomUUID();
        ValkeyUser older =
                ValkeyUser.withNewPassword(
                        namespace,
                        Arrays.stream(ValkeyUsers.rules("commands", namespace).split("(?<=\\)) "))
                                .filter(rule -> !rule.contains(":largest:"))
                                .collect(Collectors.joining(" ")));
        EmbeddedValkey.define(older);
        try (RunningCommands upgraded = start(namespace, older)) {
            Agent agent = upgraded.register("older");

            HttpResponse<String> answer =
                    upgraded.push(agent, body(at, list("{'name':'php','pid':12}")));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(upgraded.samples(agent.serverId())).hasSize(1);
            assertThat(upgraded.largest(agent.serverId())).isEmpty();
        }
    }

    @Test
    void whatIsErasedOfAServerIsErasedOfItsLists() {
        Agent agent = app.register("erased");
        assertThat(push(agent, list("{'name':'php','pid':12}")).statusCode()).isEqualTo(202);
        assertThat(kept(agent)).hasSize(1);

        HttpResponse<String> answer =
                app.send(
                        app.request(
                                        "/api/servers/" + agent.serverId() + "/history",
                                        RunningCommands.ADMIN_TOKEN)
                                .DELETE());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(kept(agent)).isEmpty();
    }
}
