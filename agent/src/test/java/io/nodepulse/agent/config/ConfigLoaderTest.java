package io.nodepulse.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.process.LargestSettings;
import io.nodepulse.agent.process.ProcFigures;
import io.nodepulse.agent.telemetry.Log;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ConfigLoaderTest {

    private static final String ID = "6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f";
    private static final String AGENT = "agent:\n  server_id: " + ID + "\n";

    @Test
    void readsTheSeedsFile() throws ConfigException {
        AgentConfig config =
                load(
                        """
                        server:
                          endpoint: "https://np.example:8443/metrics/prometheus"  # where to
                          timeout: 3s
                          token_file: /etc/nodepulse/token
                        agent:
                          server_id: '6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f'
                          interval: 30s
                        exporters:
                          - name: "node_exporter"
                            enabled: true
                            endpoint: "http://127.0.0.1:9100/metrics"
                            interval: "15s"

                          - name: "process_exporter"  # NEW
                            endpoint: procfs
                            timeout: 1m30s
                            max_groups: 42
                            groups:
                            - match: "php-fpm.*"
                              name: php
                        buffer:
                          path: /tmp/b
                          retention_hours: 24
                          batch_size: 7
                        logging:
                          level: warn
                        """);
        assertThat(config.serverId()).isEqualTo(ID);
        assertThat(config.server().endpoint())
                .hasToString("https://np.example:8443/metrics/prometheus");
        assertThat(config.server().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.server().tokenFile()).isEqualTo(Path.of("/etc/nodepulse/token"));
        assertThat(config.level()).isEqualTo(Log.Level.WARN);
        assertThat(config.buffer())
                .isEqualTo(
                        new AgentConfig.Buffer(
                                Path.of("/tmp/b"), Duration.ofHours(24), 64L << 20, 7));
        assertThat(config.exporters()).hasSize(2);
        AgentConfig.Exporter node = config.exporters().get(0);
        assertThat(node.kind()).isEqualTo(ExporterKind.NODE_EXPORTER);
        assertThat(node.source()).isEqualTo(AgentConfig.Source.HTTP);
        assertThat(node.interval()).isEqualTo(Duration.ofSeconds(15));
        AgentConfig.Exporter process = config.exporters().get(1);
        assertThat(process.source()).isEqualTo(AgentConfig.Source.PROCFS);
        assertThat(process.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(process.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(process.maxGroups()).isEqualTo(42);
        assertThat(process.groups()).singleElement().extracting("name").isEqualTo("php");
    }

    @Test
    void needsOnlyTheServerId() throws ConfigException {
        AgentConfig config = load(AGENT);
        assertThat(config.server().endpoint())
                .hasToString("http://127.0.0.1:8080/metrics/prometheus");
        assertThat(config.exporters())
                .extracting(AgentConfig.Exporter::source)
                .containsExactly(AgentConfig.Source.PROCFS, AgentConfig.Source.PROCFS);
    }

    @Test
    void looksForAnExporterOnlyWhereItIsToldWhose() throws ConfigException {
        String node = AGENT + "exporters:\n- name: node_exporter\n  ";
        source(node + "endpoint: auto\n", AgentConfig.Source.PROCFS, List.of());
        source(node + "endpoint: procfs\n", AgentConfig.Source.PROCFS, List.of());
        source(
                node + "endpoint: auto\n  trusted_users: prometheus 112\n",
                AgentConfig.Source.AUTO,
                List.of("prometheus", "112"));
        source(
                node + "trusted_users: 'prometheus, 112'\n",
                AgentConfig.Source.AUTO,
                List.of("prometheus", "112"));
        source(
                node + "endpoint: http://127.0.0.1:9100/metrics\n",
                AgentConfig.Source.HTTP,
                List.of());
        bad(node + "trusted_users: 'a b/c'\n", "trusted_users must be names or numbers of");
    }

    private static void source(String text, AgentConfig.Source source, List<String> trusted)
            throws ConfigException {
        AgentConfig.Exporter exporter = load(text).exporters().getFirst();
        assertThat(exporter.source()).isEqualTo(source);
        assertThat(exporter.trustedUsers()).isEqualTo(trusted);
    }

    /** Anybody can have a name that begins like an address. */
    @Test
    void sendsTheTokenInTheClearToLoopbackOnly() throws ConfigException {
        for (String own : List.of("127.0.0.1", "127.255.0.9:80", "localhost:8080", "[::1]:8080")) {
            load(AGENT + "server:\n  endpoint: 'http://" + own + "/m'\n");
        }
        for (String other : List.of("127.attacker.example", "127.0.0.1.example", "localhost.x")) {
            bad(
                    AGENT + "server:\n  endpoint: http://" + other + "/m\n",
                    "f:4: server.endpoint must be an https address");
        }
        bad(
                AGENT + "  metrics_address: 127.attacker.example:9257\n",
                "agent.metrics_address must be a loopback address");
    }

    @Test
    void readsWhatItTakesToBeLetInAtAnExporter() throws ConfigException {
        AgentConfig config =
                load(
                        AGENT
                                + """
                                exporters:
                                  - name: node_exporter
                                    endpoint: https://node.example:9100/metrics
                                    username: ada
                                    password_file: /etc/nodepulse/node-password
                                    ca_file: /etc/nodepulse/node-ca.pem
                                    client_certificate: /etc/nodepulse/agent.pem
                                    client_key: /etc/nodepulse/agent.key
                                  - name: process_exporter
                                    token_file: /etc/nodepulse/process-token
                                    fall_back_after: 45s
                                """);
        AgentConfig.Exporter node = config.exporters().get(0);
        AgentConfig.Exporter process = config.exporters().get(1);
        Path etc = Path.of("/etc/nodepulse");
        assertThat(node.access())
                .isEqualTo(
                        new AgentConfig.Access(
                                new Credentials("ada", etc.resolve("node-password")),
                                etc.resolve("node-ca.pem"),
                                etc.resolve("agent.pem"),
                                etc.resolve("agent.key")));
        assertThat(node.fallBackAfter()).isZero();
        assertThat(process.access())
                .isEqualTo(
                        new AgentConfig.Access(
                                new Credentials(null, etc.resolve("process-token")),
                                null,
                                null,
                                null));
        assertThat(process.fallBackAfter()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void refusesHalfOfWhatItTakesToBeLetIn() {
        String node = AGENT + "exporters:\n- name: node_exporter\n  ";
        bad(node + "username: ada\n", "exporters[0].password_file is missing");
        bad(node + "password_file: p\n", "exporters[0].username is missing");
        bad(node + "username: 'a:b'\n  password_file: p\n", "username must not have a colon");
        bad(
                node + "username: a\n  password_file: p\n  token_file: t\n",
                "f:5: exporters[0].username must not stand beside token_file");
        bad(node + "client_key: k\n", "exporters[0].client_certificate is missing");
        bad(
                node + "token_file: t\n  endpoint: http://node.example/metrics\n",
                "exporters[0].allow_plain_http is missing: it must be true where credentials go");
        bad(node + "fall_back_after: 0s\n", "must be a duration from 1s to 1h");
    }

    @Test
    void readsWhatIsReadOfProcesses() throws ConfigException {
        String process = AGENT + "exporters:\n- name: process_exporter\n";
        assertThat(load(process).exporters().getFirst().procFigures())
                .isEqualTo(
                        new ProcFigures(
                                Set.of(
                                        ProcFigures.Part.IO,
                                        ProcFigures.Part.FDS,
                                        ProcFigures.Part.STATUS)));
        assertThat(figures(process, "io, smaps threads"))
                .containsExactlyInAnyOrder(
                        ProcFigures.Part.IO, ProcFigures.Part.SMAPS, ProcFigures.Part.THREADS);
        assertThat(figures(process, "none")).isEmpty();
        for (String wrong : List.of("all", "IO", "io none", "io;fds")) {
            bad(
                    process + "  proc_figures: " + wrong + "\n",
                    "f:5: exporters[0].proc_figures must be none, or some of io, fds, status");
        }
        bad(
                AGENT + "exporters:\n- name: node_exporter\n  proc_figures: io\n",
                "exporters[0].proc_figures is unknown");
    }

    @Test
    void saysWhatIsSentOfTheProcessesBehindAGroup() throws ConfigException {
        String process = AGENT + "exporters:\n- name: process_exporter\n";
        String page = process + "  endpoint: http://127.0.0.1:9256/metrics\n";
        assertThat(largest("")).isEqualTo(LargestSettings.USUAL);
        assertThat(largest(process)).isEqualTo(LargestSettings.USUAL);
        assertThat(largest(process + "  largest_processes: false\n").listed()).isFalse();
        assertThat(largest(page).listed()).isFalse();
        assertThat(largest(page + "  fall_back_after: 45s\n").listed()).isTrue();
        LargestSettings all =
                largest(process + "  send_arguments: true\n  hide_in_arguments: 'cust-\\d+'\n");
        assertThat(all.arguments()).isTrue();
        assertThat(all.hidden()).hasToString("cust-\\d+");
        bad(
                page + "  send_arguments: true\n",
                "f:6: exporters[0].send_arguments must not be true beside an exporter's page");
        bad(
                process + "  largest_processes: false\n  send_arguments: true\n",
                "f:6: exporters[0].send_arguments must not be true where largest_processes is");
        bad(process + "  hide_in_arguments: '['\n", "must be a regular expression");
        bad(
                AGENT + "exporters:\n- name: cgroup\n  send_arguments: true\n",
                "exporters[0].send_arguments is unknown");
    }

    private static LargestSettings largest(String file) throws ConfigException {
        return load(file.isEmpty() ? AGENT : file).exporters().getFirst().largest();
    }

    @Test
    void controlGroupsAreReadWhereTheyAreNamed() throws ConfigException {
        String cgroup = AGENT + "exporters:\n- name: cgroup\n";
        AgentConfig.Exporter units =
                load(cgroup + "  groups:\n  - match: 'docker-(.*)'\n    name: $1\n")
                        .exporters()
                        .getFirst();
        assertThat(units.kind()).isEqualTo(ExporterKind.CGROUP);
        assertThat(units.maxGroups()).isEqualTo(500);
        assertThat(units.groups()).hasSize(1);
        bad(
                cgroup + "  endpoint: http://127.0.0.1:1/metrics\n",
                "f:5: exporters[0].endpoint must be auto: nothing but the kernel tells of it");
        bad(cgroup + "  groups:\n  - exe: java\n    name: j\n", "exporters[0].groups[0].exe");
    }

    @Test
    void readsRulesForGroups() throws ConfigException {
        String start = AGENT + "exporters:\n- name: process_exporter\n";
        String process = start + "  groups:\n  - ";
        String page = start + "  endpoint: http://127.0.0.1:9256/metrics\n  groups:\n  - ";
        String all =
                "match: m\n    exe: e\n    unit: '(?<u>.*)'\n    user: r\n    cmdline: c\n    name: x${u}\n";
        assertThat(load(process + all).exporters().getFirst().groups().getFirst().conditions())
                .extracting(condition -> condition.field().key() + " " + condition.pattern())
                .containsExactly("match m", "exe e", "unit (?<u>.*)", "user r", "cmdline c");
        assertThat(load(page + "match: m(.)\n    name: x$1 ${comm}\n").exporters()).hasSize(1);
        String place = "exporters[0].groups[0].";
        bad(process + "name: x\n", place + "match is missing: it must be a regular expression");
        bad(process + "exe: x\n", place + "name is missing");
        bad(process + "exe: '['\n    name: x\n", "f:6: " + place + "exe must be a regular");
        bad(process + "exe: x\n    name: $1\n", "f:7: " + place + "name refers to \"1\"");
        bad(
                process + "exec: x\n    match: y\n    name: x\n",
                place + "exec is unknown; allowed are cmdline, exe, match, name, unit, user");
        bad(process + "exe: '(?<user>.)'\n    name: x\n", place + "exe must call its captures");
        bad(
                process + "exe: '(?<a>.)'\n    unit: '(?<a>.)'\n    name: x\n",
                "f:7: " + place + "unit must call its captures otherwise than");
        bad(page + "user: x\n    name: x\n", "f:7: " + place + "user must not stand beside an");
        bad(page + "match: x\n    name: ${exe}\n", "f:8: " + place + "name must not stand beside");
        bad(
                start + "  trusted_users: p\n  groups:\n  - exe: x\n    name: x\n",
                "f:7: " + place + "exe must not stand beside an exporter's page");
    }

    @Test
    void needsNoServerToTryGroups() throws ConfigException {
        assertThat(ConfigLoader.parse("f", "", Map.of(), Map.of(), false).exporters()).hasSize(2);
    }

    private static Set<ProcFigures.Part> figures(String process, String words)
            throws ConfigException {
        AgentConfig config = load(process + "  proc_figures: " + words + "\n");
        return config.exporters().getFirst().procFigures().parts();
    }

    @Test
    void prefersFlagsToEnvironmentToFile() throws ConfigException {
        String file = AGENT + "  interval: 1s\nserver:\n  timeout: 1s\nlogging:\n  level: warn\n";
        AgentConfig config =
                ConfigLoader.parse(
                        "f",
                        file,
                        Map.of(
                                "NODEPULSE_AGENT_INTERVAL", "2s",
                                "NODEPULSE_SERVER_TIMEOUT", "2s",
                                "NODEPULSE_EXPORTERS_NODE_EXPORTER_ENABLED", "false",
                                "NODEPULSE_ADMIN_TOKEN", "not ours"),
                        Map.of("agent.interval", "3s"),
                        true);
        assertThat(config.server().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.level()).isEqualTo(Log.Level.WARN);
        assertThat(config.exporters()).hasSize(1);
        assertThat(config.exporters().get(0).interval()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void namesFileLineKeyAndWhatIsAllowed() {
        bad(
                "",
                "f: agent.server_id is missing: it must be the UUID that the server gave this machine");
        bad("agent:\n  server_id: 7\n", "f:2: agent.server_id must be the UUID");
        bad(AGENT + "  interval: 15\n", "f:3: agent.interval must be a duration from 10ms to 1h");
        bad(
                AGENT + "  intervall: 15s\n",
                "f:3: agent.intervall is unknown; allowed are interval, metrics_address, server_id");
        bad(AGENT + "sever:\n  timeout: 1s\n", "f:4: sever.timeout is unknown");
        bad(
                AGENT + "server:\n  endpoint: ftp://x\n",
                "f:4: server.endpoint must be an address such as https://");
        bad(
                AGENT + "server:\n  endpoint: http://np.example/\n",
                "f:4: server.endpoint must be an https address");
        bad(
                AGENT + "exporters:\n- name: other\n",
                "f:4: exporters[0].name must be process_exporter, node_exporter or cgroup");
        bad(AGENT + "exporters:\n- enabled: true\n", "f: exporters[0].name is missing");
        bad(
                AGENT + "exporters:\n- name: node_exporter\n  enabled: yes\n",
                "f:5: exporters[0].enabled must be true or false, is \"yes\"");
        bad(
                AGENT + "exporters:\n- name: node_exporter\n  endpoint: proc\n",
                "f:5: exporters[0].endpoint must be an address such as http://127.0.0.1:9100/metrics, procfs or auto");
        bad(
                AGENT
                        + "exporters:\n- name: process_exporter\n  groups:\n  - match: '('\n    name: x\n",
                "f:6: exporters[0].groups[0].match must be a regular expression");
        bad(
                AGENT + "buffer:\n  batch_size: 0\n",
                "f:4: buffer.batch_size must be a whole number from 1 to 1000, is \"0\"");
        bad(
                AGENT + "logging:\n  level: loud\n",
                "f:4: logging.level must be error, warn, info or debug, is \"loud\"");
        bad(
                AGENT + "  metrics_address: 0.0.0.0:1\n",
                "agent.metrics_address must be a loopback address and port, or off");
        bad(AGENT + "server:\n  client_key: k\n", "server.client_certificate is missing");
    }

    @Test
    void refusesWhatItCouldMisread() {
        bad("agent:\n\tserver_id: x\n", "f:2: \"\tserver_id: x\" is indented with a tab");
        bad("agent\n", "f:1: \"agent\" is neither");
        bad(AGENT + "   interval: 1s\n", "f:3: \"interval: 1s\" is indented more");
        bad(AGENT + " interval: 1s\n", "f:3: \"interval: 1s\" is indented");
        bad(AGENT + "agent:\n  interval: 1s\n", "f:3: agent is there twice");
        bad(AGENT + "  server_id: x\n", "f:3: agent.server_id is there twice");
        bad(AGENT + "buffer: {path: x}\n", "f:3: \"{path: x}\" must be put in quotes");
        bad(AGENT + "buffer:\n  path: \"x\n", "f:4: \"x lacks its closing quote");
        bad(AGENT + "buffer:\n  path: \"x\\q\"\n", "unknown escape");
        bad(AGENT + "buffer:\n  path: 'x' y\n", "goes on behind its quotes");
    }

    private static void bad(String text, String problem) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
    }

    private static AgentConfig load(String text) throws ConfigException {
        return ConfigLoader.parse("f", text, Map.of(), Map.of(), true);
    }
}
