package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What the program says to settings, right and wrong, before it starts anything. */
class ServerProgramTest {

    private static final String GOOD =
            """
            nodepulse:
              valkey.uri: redis://127.0.0.1:6379
            spring.datasource.url: jdbc:postgresql://127.0.0.1/nodepulse
            """;

    @TempDir Path dir;

    @Test
    void tellsWhatIsMissingOrWrong() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");

        refused("all", "", "nodepulse.valkey.uri is not set");
        refused("all", "nodepulse.valkey.uri: redis://h", "spring.datasource.url is not set");
        refused("commands", "nodepulse.valkey.uri: ''", "nodepulse.valkey.uri is not set");
        refused("query", "spring.datasource.url: ''", "spring.datasource.url is not set");
        refused("all", GOOD + "server.port: many", "server.port has a wrong value");
        refused("all", GOOD + "nodepulse.retention: 7 days", "nodepulse.retention has a wrong");
        refused("all", GOOD + "nodepulse.ingest.max-body: much", "nodepulse.ingest.max-body has a");
        refused("all", GOOD + "nodepulse.retention: -7d", "retention must be 0 for ever");
        refused("all", GOOD + "nodepulse.valkey.shards: 0", "shards must be 1 to 1024");
        refused("all", GOOD.replace("redis:", "http:"), "uri must be redis://host:port");
        refused("all", GOOD + "nodepulse.valkey.replicas: 17", "replicas must be 0 to 16");
        refused("all", GOOD + "nodepulse.ingest.max-groups: 0", "at least 1");
        refused("all", GOOD + "nodepulse.audit.witness-keys: nobody", "nodepulse.audit has a");
        refused("all", GOOD + "nodepulse.audit.seal-every: 0s", "seal-every must be more than 0");
        refused("all", GOOD + "nodepulse.audit.directory: /dev/null", "is no folder");
        refused("all", GOOD + "nodepulse.segments.directory: /dev/null", "is no folder");
        refused("all", GOOD + "nodepulse.segments.range: 90s", "range must be whole minutes");
        refused("all", GOOD + "nodepulse.segments.max-samples: 0", "max-samples must be more than");
        refused("all", GOOD + "nodepulse.segments.compression-level: 23", "must be 1 to 22");
        refused("all", GOOD + "nodepulse.projections.threads: 0", "must be at least 1");
        refused("all", GOOD + "nodepulse.projections.keep.days: -1d", "keep must be 0 for ever");
        refused(
                "all",
                GOOD
                        + "nodepulse.projections.keep.hours: 30d\n"
                        + "nodepulse.projections.keep.days: 29d",
                "no less than for shorter buckets");
        refused("all", GOOD + "nodepulse.query.heartbeat: -1s", "heartbeat must be more than 0");
        refused("all", GOOD + "nodepulse.access.session.idle: 0s", "idle must be more than 0");
        refused("all", GOOD + "server.ssl.certificate: /none.pem", "server.ssl cannot be used");
        refused("all", GOOD + "server.ssl.bundle: web", "server.ssl cannot be used");
        refused(
                "all",
                GOOD
                        + """
                        server.ssl.bundle: web
                        spring.ssl.bundle.pem.web.keystore.certificate: /none.pem
                        spring.ssl.bundle.pem.web.keystore.private-key: /none.key
                        """,
                "server.ssl cannot be used",
                "/none.pem");
        refused("all", "nodepulse: [", "cannot use " + dir.resolve("nodepulse-server.yml"));
    }

    /** Whatever opens a door, or what a start refuses otherwise. */
    @Test
    void refusesWhatAStartWouldRefuse() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");
        for (String door :
                List.of(
                        "server.forward-headers-strategy: native",
                        "server.forwardHeadersStrategy: framework",
                        "server.tomcat.remoteip.remote-ip-header: X-Forwarded-For",
                        "server.tomcat.remoteip.protocol-header: X-Forwarded-Proto",
                        "management.server.port: 9000",
                        "management.endpoints.web.exposure.include: '*'",
                        "management.endpoints.web.exposure.include: [health, env]",
                        "spring.mvc.formcontent.filter.enabled: true",
                        "spring.servlet.multipart.enabled: true")) {
            refused("all", GOOD + door, " would ");
        }
        refused("all", GOOD + "server.forward-headers-strategy: native", "nodepulse.listener.pro");
        refused("all", GOOD + "server.address: 0.0.0.0", "plain HTTP on 0.0.0.0");
        Path key = Files.writeString(dir.resolve("second-factor.key"), "key x\n");
        String keyFile = GOOD + "nodepulse.access.second-factor.key-file: " + key;
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refused("all", keyFile, "second-factor.key can be read by others");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        refused("all", keyFile, "is no key of second factors");
    }

    @Test
    void takesWhatOpensNoDoor() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");
        for (String fine :
                List.of(
                        "server.forward-headers-strategy: NONE",
                        "management.endpoints.web.exposure.include: [health, prometheus]",
                        "server.address: 127.0.0.2",
                        "server.address: 0.0.0.0\nnodepulse.listener.allow-plain-http: true")) {
            Result result = check("all", GOOD + fine);
            assertThat(result.code()).as(result.text()).isZero();
        }
    }

    @Test
    void refusesAnAdministratorsTokenThatCanBeGuessed() throws IOException {
        for (String token : new String[] {"x", "secret", "aaaaaaaaaaaaaaaaaaaa"}) {
            secret("nodepulse.admin.token", token + "\n");
            refused("all", GOOD, "token can be guessed", "openssl rand -hex 32");
        }
    }

    @Test
    void refusesWhatNothingReads() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");

        refused(
                "all",
                GOOD + "nodepulse.retentoin: 7d",
                "there is no setting nodepulse.retentoin, but ",
                "nodepulse.retention");
        refused(
                "query",
                GOOD + "nodepulse.valkey.shard: 4",
                "there is no setting nodepulse.valkey.shard, but nodepulse.valkey.namespace",
                "nodepulse.valkey.shards");
        refused("all", GOOD + "nodepulse.access.oidc.firm.secret: x", "nodepulse.access.oidc.<id>");
        refused(
                "all",
                GOOD + "nodepulse.store-patience: 10s",
                "nodepulse.store-patience is called nodepulse.store-timeout now");
        secret("nodepulse.admin.tokens", "s3cret-of-the-test");
        refused("all", GOOD, "there is no setting nodepulse.admin.tokens, but nodepulse.admin.tok");
    }

    @Test
    void takesEverySettingThatIsDocumented() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");
        Result result =
                check(
                        "all",
                        GOOD
                                + """
                                nodepulse.access.hosts: [one.example, two.example]
                                nodepulse.access.sign-in.per-person: 9
                                nodepulse.access.signIn.per-address: 9
                                nodepulse.access.oidc.firm.name: Firm
                                nodepulse.access.oidc.firm.issuer: https://id.example
                                nodepulse.access.oidc.firm.client-id: np
                                nodepulse.access.oidc.firm.client-secret: x
                                nodepulse.audit.publish-to: [/var/backups/np]
                                nodepulse.ingest.max-body: 8MB
                                """);
        assertThat(result.text()).contains("can be used");
        assertThat(result.code()).isEqualTo(0);
    }

    @Test
    void takesSecretsFromFilesBesideTheSettings() throws IOException {
        refused("all", GOOD, "nodepulse.admin.token is not set", dir.resolve("secrets").toString());

        secret("nodepulse.admin.token", "s3cret-of-the-test\n");
        for (String service : new String[] {"all", "commands", "PROJECTIONS", "query"}) {
            Result result = check(service, GOOD);
            assertThat(result).as(service).extracting(Result::code).isEqualTo(0);
            assertThat(result.text()).contains("can be used").doesNotContain("s3cret-of-the-test");
        }
    }

    @Test
    void takesAFileOfAnyName() throws IOException {
        secret("nodepulse.admin.token", "s3cret-of-the-test\n");
        Path file = Files.writeString(dir.resolve("source"), GOOD);
        assertThat(run("query", "--check-config", "--config", file.toString()).code()).isEqualTo(0);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Result result = run("--check-config", "--config", dir.resolve("none.yml").toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.text()).contains("cannot read").contains("none.yml").hasLineCount(1);
    }

    @Test
    void tellsItsUseAndVersion() {
        assertThat(run("--help").text()).contains("all|commands|projections|query", "--config");
        assertThat(run("--version").text()).startsWith("nodepulse-server ");
        assertThat(run("audit").code()).isEqualTo(2);
    }

    /** A line of the settings each, in a file of the usual name. */
    private void refused(String service, String settings, String... parts) throws IOException {
        Result result = check(service, settings);
        assertThat(result.code()).as(settings).isEqualTo(2);
        assertThat(result.text()).startsWith("nodepulse-server: ").hasLineCount(1).contains(parts);
    }

    private Result check(String service, String settings) throws IOException {
        Path file = dir.resolve("nodepulse-server.yml");
        Files.writeString(file, settings);
        return run(service, "--check-config", "--config", file.toString());
    }

    private void secret(String key, String value) throws IOException {
        Files.writeString(Files.createDirectories(dir.resolve("secrets")).resolve(key), value);
    }

    private record Result(int code, String text) {}

    private static Result run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line =
                ServerProgram.commandLine()
                        .setOut(new PrintWriter(text))
                        .setErr(new PrintWriter(text));
        return new Result(line.execute(arguments), text.toString());
    }
}
