package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.up.AgentConfiguration;
import io.nodepulse.trials.e2e.ThrowawayRoot.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The line that adds a server, as the page shows it, against {@code up --listen} with the
 * certificate that it makes; the agent's archive is a small one of the same form.
 */
class InstallLineTest {

    private static final String ARCHIVE = "nodepulse-agent_1.0_amd64.tar.xz";

    /** What may have been done before something was refused. */
    private static final Pattern ABOUT_THE_PROGRAM =
            Pattern.compile("^nodepulse: (installed|the agent of this server is installed)");

    private final String server = SharedUp.running().listener;
    private final Path archives = SharedUp.running().archives;
    private final Http http = new Http(SharedUp.running().address);
    private ThrowawayRoot root;

    @BeforeEach
    void freshMachine(@TempDir Path dir) throws Exception {
        root = ThrowawayRoot.make(dir.resolve("root"));
        pack("1.0");
    }

    private void pack(String version) throws Exception {
        Path image = Files.createDirectories(archives.resolve("nodepulse-agent"));
        Path program = Files.createDirectories(image.resolve("bin")).resolve("nodepulse-agent");
        Files.writeString(program, "#!/bin/sh\necho nodepulse-agent " + version + "\n");
        ThrowawayRoot.executable(program);
        Path unit = Path.of("../agent/src/packaging/nodepulse-agent.service");
        Files.writeString(
                Files.createDirectories(image.resolve("lib")).resolve("nodepulse-agent.service"),
                Files.readString(unit));
        Outcome packed =
                root.run(
                        "cd '%1$s' && tar -cJf %2$s nodepulse-agent && sha256sum %2$s > %2$s.sha256"
                                .formatted(archives, ARCHIVE));
        assertThat(packed.exitCode()).as(packed.said()).isZero();
    }

    private String token() throws Exception {
        return http.post("api/servers/enrollments", SharedUp.ADMIN_TOKEN).get("token").asString();
    }

    private String curl() throws Exception {
        String pin = http.get("api/install").get("public_key_pin").asString();
        return "curl -fsSk --pinnedpubkey '%s' %s".formatted(pin, server);
    }

    private Outcome line(String arguments) throws Exception {
        return root.run(curl() + "/install.sh | sh -s -- " + arguments);
    }

    private static void assertDone(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
    }

    private static void assertFailed(Outcome outcome, String words) {
        assertThat(outcome.exitCode()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said().strip()).startsWith("nodepulse: ").contains(words);
        assertThat(outcome.said().lines().filter(line -> !ABOUT_THE_PROGRAM.matcher(line).find()))
                .hasSize(1);
    }

    @Test
    void itInstallsUpgradesAndTakesAway() throws Exception {
        Outcome first = line(token() + " --name by-line");
        assertDone(first);
        String id = Files.readString(root.file("etc/nodepulse/server-id")).strip();
        assertThat(first.said()).contains("registered as by-line", server + "/servers/" + id);
        assertSecret("etc/nodepulse/token");
        assertSecret("etc/nodepulse/nodepulse.yml");
        assertThat(root.file("usr/bin/nodepulse-agent").toRealPath())
                .isEqualTo(root.file("usr/lib/nodepulse-agent/bin/nodepulse-agent").toRealPath());
        assertThat(root.systemctlCalls())
                .containsExactly(
                        "daemon-reload",
                        "enable --quiet nodepulse-agent.service",
                        "restart nodepulse-agent.service");
        assertTheAgentTakesItsConfiguration();
        assertTheServerTakesItsToken(id);

        String configuration = Files.readString(root.file("etc/nodepulse/nodepulse.yml"));
        pack("1.1");
        Outcome second = line("");
        assertDone(second);
        assertThat(second.said()).contains("installed nodepulse-agent 1.1", "registered already");
        assertThat(root.file("etc/nodepulse/nodepulse.yml")).hasContent(configuration);
        assertThat(line("").said()).contains("is installed already");

        assertDone(line("--remove"));
        assertThat(root.leftovers()).isEmpty();
        assertThat(root.systemctlCalls()).contains("disable --quiet --now nodepulse-agent.service");
        assertDone(line("--remove"));
    }

    private void assertSecret(String file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.file(file))))
                .isEqualTo("rw-------");
    }

    private void assertTheAgentTakesItsConfiguration() throws Exception {
        List<String> check = AgentConfiguration.command(root.file("etc/nodepulse/nodepulse.yml"));
        check.addAll(
                List.of(
                        "--check-config",
                        "--server.token_file=" + root.file("etc/nodepulse/token"),
                        "--server.ca_file=" + root.file("etc/nodepulse/ca.pem")));
        Process process = new ProcessBuilder(check).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Without -k: by the certificate that agents trust. */
    private void assertTheServerTakesItsToken(String id) throws Exception {
        String body =
                "{\"node_exporter\": [{\"timestamp\": \"%s\", \"load_1min\": 1}]}"
                        .formatted(Instant.now());
        Outcome push =
                root.run(
                        "curl -fsS --cacert '%s' -H \"Authorization: Bearer $(cat '%s')\" --data '%s' '%s'"
                                .formatted(
                                        root.file("etc/nodepulse/ca.pem"),
                                        root.file("etc/nodepulse/token"),
                                        body,
                                        server + "/metrics/prometheus?server_id=" + id));
        assertDone(push);
        assertThat(push.said()).contains("\"accepted\":1");
    }

    @Test
    void aTokenThatIsNoGoodIsRefused() throws Exception {
        String token = token();
        assertDone(line(token + " --name first-use"));
        assertDone(line("--remove"));

        assertFailed(line(token + " --name second-use"), "used already");
        assertFailed(line("npe_" + "A".repeat(65)), "refused the token (401)");
        assertFailed(line("'npe_;id'"), "copy the whole line again");
        assertFailed(line(""), "a token is needed");
        assertFailed(line("a b"), "second word");
        assertFailed(line("--nmae x"), "no option --nmae");
        assertThat(root.file("etc/nodepulse/server-id")).doesNotExist();
        assertThat(root.file("etc/nodepulse/token")).doesNotExist();
    }

    @Test
    void anArchiveThatWasAlteredIsNotInstalledAndCostsNoToken() throws Exception {
        String token = token();
        Files.writeString(archives.resolve(ARCHIVE), "something else");

        assertFailed(line(token + " --name altered"), "(SHA-256): nothing was installed");
        assertThat(root.file("usr")).doesNotExist();
        assertThat(root.file("etc/nodepulse/token")).doesNotExist();

        pack("1.0");
        assertDone(line(token + " --name altered"));
    }

    @Test
    void aNameThatIsTakenMustBeAskedFor() throws Exception {
        String token = token();
        assertDone(line(token() + " --name twins"));
        assertDone(line("--remove"));

        assertFailed(line(token + " --name twins"), "--allow-same-name");
        assertDone(line(token + " --name twins --allow-same-name"));
    }

    @Test
    void anotherServerInItsPlaceIsNotListenedTo() throws Exception {
        Outcome answer =
                root.run(
                        "curl -fsSk --pinnedpubkey 'sha256//%s=' %s/install.sh"
                                .formatted("A".repeat(43), server));

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.said()).contains("pinned").doesNotContain("#!/bin/sh");
    }

    /** Acts need somebody, also where reading needs nobody because it is this machine. */
    @Test
    void readersOnThisMachineNeedNoSignIn() throws Exception {
        assertThat(http.get("api/servers").get("servers").isArray()).isTrue();
        assertDone(root.run(curl() + "/api/servers"));
        assertThat(root.run(curl() + "/api/people").exitCode()).isNotZero();
    }
}
