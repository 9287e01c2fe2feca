package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code nodepulse-backup} makes of a backup with keys, and which it refuses, with the real
 * gpg.
 */
class BackupScriptTest {

    private static final Path SCRIPT =
            Path.of("../infra/ansible/roles/nodepulse-backup/files/nodepulse-backup");

    private static final List<String> STORES =
            List.of("postgresql.dump", "valkey.rdb", "audit.tar");

    @TempDir private Path dir;

    private Path backup;
    private Path keys;

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void makeABackup() throws Exception {
        assumeThat(Path.of("/usr/bin/gpg")).as("gnupg is installed").exists();
        backup = Files.createDirectory(dir.resolve("backup"));
        keys = Files.createDirectory(dir.resolve("keys"));
        Files.createDirectory(keys.resolve("recipients"));
        for (String store : STORES) {
            Files.writeString(backup.resolve(store), "content of " + store);
        }
        Files.writeString(backup.resolve("counts"), "rows 1 1 1 1\nevents 1 1 1 1\n");
        sums(backup);
        // They would be what a restore calls first.
        for (String program : List.of("runuser", "systemctl", "valkey-cli")) {
            Path fake = Files.createDirectories(dir.resolve("bin")).resolve(program);
            Files.writeString(fake, "#!/bin/sh\necho %s >>%s\n".formatted(program, called()));
            assertThat(fake.toFile().setExecutable(true)).isTrue();
        }
    }

    @Test
    void encryptsForRecipientsAndSignsAndOpensAgain() throws Exception {
        exportPublic(key("operator"), keys.resolve("recipients/operator.asc"));
        exportPublic(key("second"), keys.resolve("recipients/second.asc"));
        signedBy("host");

        assertThat(run("--seal", backup).exitCode()).isZero();

        assertThat(backup)
                .isDirectoryContaining("glob:**valkey.rdb.gpg")
                .isDirectoryNotContaining("glob:**valkey.rdb")
                .isDirectoryContaining("glob:**SHA256SUMS.sig");
        assertThat(Files.readAllBytes(backup.resolve("postgresql.dump.gpg")))
                .asString()
                .doesNotContain("content of");
        assertThat(run("--verify", backup)).isEqualTo(new Run(0, ""));
        assertThat(run("--open", backup, dir.resolve("no")).output())
                .contains("is encrypted: name the file of the secret key");
        for (String who : List.of("operator", "second")) {
            Path opened = dir.resolve("opened-" + who);
            Path secret = exportSecret(who, dir.resolve(who + ".key"));
            assertThat(
                            run(
                                            Map.of(
                                                    "NODEPULSE_BACKUP_DECRYPTION_KEY",
                                                    secret.toString()),
                                            "--open",
                                            backup,
                                            opened)
                                    .exitCode())
                    .isZero();
            assertThat(opened.resolve("valkey.rdb")).hasContent("content of valkey.rdb");
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void withoutKeysABackupIsAsBefore() throws Exception {
        assertThat(run("--seal", backup)).isEqualTo(new Run(0, ""));
        assertThat(run("--verify", backup)).isEqualTo(new Run(0, ""));
        assertThat(run("--open", backup, dir.resolve("opened")).exitCode()).isZero();
        assertThat(dir.resolve("opened/audit.tar")).hasContent("content of audit.tar");
    }

    @Test
    void refusesWhatIsNotSignedBeforeItTouchesAnything() throws Exception {
        signedBy("host");
        refused("is not signed, and only what");

        assertThat(run("--seal", backup).exitCode()).isZero();
        assertThat(run("--verify", backup).exitCode()).isZero();
        Files.writeString(backup.resolve("valkey.rdb"), "other");
        refused("was changed");

        // Who can write there can write the sums, too.
        sums(backup);
        refused("is not signed by who");
    }

    @Test
    void refusesWhatSomebodyElseSigned() throws Exception {
        signedBy("stranger");
        assertThat(run("--seal", backup).exitCode()).isZero();
        exportPublic(key("host"), keys.resolve("signers.asc"));
        refused("is not signed by who");
    }

    /** A file that is not among those that were signed is not read. */
    @Test
    void aFileThatWasPutBesideThemIsNotRead() throws Exception {
        exportPublic(key("operator"), keys.resolve("recipients/operator.asc"));
        signedBy("host");
        assertThat(run("--seal", backup).exitCode()).isZero();
        Files.writeString(backup.resolve("valkey.rdb"), "put there");
        Path secret = exportSecret("operator", dir.resolve("operator.key"));
        Path opened = dir.resolve("opened");
        run(Map.of("NODEPULSE_BACKUP_DECRYPTION_KEY", secret.toString()), "--open", backup, opened);
        assertThat(opened.resolve("valkey.rdb")).hasContent("content of valkey.rdb");
    }

    /** On a host that was set up anew there is one that opens nothing of what is restored. */
    @Test
    void theKeyOfSecondFactorsComesWithTheSecretsThatItOpens() throws Exception {
        Path state = Files.createDirectory(dir.resolve("state"));
        Path key = Files.writeString(state.resolve("second-factor.key"), "key of the backup");
        Files.createDirectory(state.resolve("audit"));
        Path proofs = Files.writeString(state.resolve("audit/tree"), "proofs of the backup");
        shell(Map.of(), "tar -C %s -cf %s audit second-factor.key".formatted(state, tar()));
        standIns();

        restored();
        assertThat(state.resolve("second-factor.key.before-restore")).doesNotExist();

        Files.writeString(key, "key of a new host");
        Files.writeString(proofs, "newer proofs");
        assertThat(restored()).contains("second-factor.key is the backup's again");
        assertThat(key).hasContent("key of the backup");
        assertThat(state.resolve("second-factor.key.before-restore"))
                .hasContent("key of a new host");
        assertThat(proofs).hasContent("newer proofs");

        Files.delete(key);
        restored();
        assertThat(key).hasContent("key of the backup");
    }

    /** What Valkey has of persons is opened by no other key than that of the same backup. */
    @Test
    void theKeyOfPersonsComesWithTheNamesThatItOpens() throws Exception {
        Path state = Files.createDirectory(dir.resolve("state"));
        Path key = Files.writeString(state.resolve("persons.key"), "key of the backup");
        shell(Map.of(), "tar -C %s -cf %s persons.key".formatted(state, tar()));
        standIns();
        Files.writeString(key, "key of a new host");

        assertThat(restored()).contains("persons.key is the backup's again");

        assertThat(key).hasContent("key of the backup");
        assertThat(state.resolve("persons.key.before-restore")).hasContent("key of a new host");
    }

    @Test
    void aBackupOfBeforeAnybodyEnrolledLeavesTheKey() throws Exception {
        Path state = Files.createDirectory(dir.resolve("state"));
        Path key = Files.writeString(state.resolve("second-factor.key"), "key of this host");
        shell(Map.of(), "tar -cf %s --files-from /dev/null".formatted(tar()));
        standIns();

        restored();

        assertThat(key).hasContent("key of this host");
    }

    private Path tar() {
        return backup.resolve("audit.tar");
    }

    private String restored() throws Exception {
        Run restore =
                run(
                        Map.of(
                                "NODEPULSE_STATE", dir.resolve("state").toString(),
                                "NODEPULSE_VALKEY_DATA", dir.resolve("valkey").toString()),
                        "--restore",
                        backup);
        assertThat(restore.exitCode()).as(restore.output()).isZero();
        return restore.output();
    }

    /** Stores that are empty, and no change of owners: what lies outside of both is looked at. */
    private void standIns() throws Exception {
        Files.createDirectory(dir.resolve("valkey"));
        Files.writeString(backup.resolve("counts"), "rows 0 0 0 0\nevents 0 0 0 0\n");
        sums(backup);
        script("runuser", "case \"$*\" in *count*) echo 0 ;; esac");
        script("valkey-cli", "case \"$*\" in *PING*) echo PONG ;; esac");
        script(
                "install",
                "for each; do shift; case \"$each\" in -o | -g | valkey) ;; *) set -- \"$@\" \"$each\" ;; esac; done; exec /usr/bin/install \"$@\"");
    }

    private void script(String name, String line) throws IOException {
        Path file =
                Files.writeString(dir.resolve("bin").resolve(name), "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void refused(String why) throws Exception {
        Run restore = run("--restore", backup);
        assertThat(restore.exitCode()).isEqualTo(1);
        assertThat(restore.output().lines()).singleElement().asString().contains(why);
        assertThat(called()).as("nothing was stopped or written").doesNotExist();
        assertThat(leftBehind()).isEmpty();
    }

    private Path called() {
        return dir.resolve("called");
    }

    private List<Path> leftBehind() throws IOException {
        try (var files = Files.list(dir)) {
            return files.filter(f -> f.getFileName().toString().startsWith("nodepulse-backup."))
                    .toList();
        }
    }

    private void signedBy(String who) throws Exception {
        exportPublic(key(who), keys.resolve("signers.asc"));
        exportSecret(who, keys.resolve("signing-key.asc"));
    }

    private String key(String who) throws Exception {
        shell(
                Map.of(),
                "gpg --batch --quiet --passphrase '' --quick-generate-key %s default default never"
                        .formatted(who));
        return who;
    }

    private void exportPublic(String who, Path file) throws Exception {
        shell(Map.of(), "gpg --batch --armor --export %s >%s".formatted(who, file));
    }

    private Path exportSecret(String who, Path file) throws Exception {
        shell(Map.of(), "gpg --batch --armor --export-secret-keys %s >%s".formatted(who, file));
        return file;
    }

    private void sums(Path folder) throws Exception {
        shell(
                Map.of(),
                "cd %s && sha256sum postgresql.dump valkey.rdb audit.tar counts >SHA256SUMS"
                        .formatted(folder));
    }

    private void shell(Map<String, String> environment, String line) throws Exception {
        Run run = start(environment, List.of("bash", "-c", line));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private Run run(Object... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> environment, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(environment, command);
    }

    private Run start(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("PATH", dir.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("GNUPGHOME", gnupgHome().toString());
        builder.environment().put("NODEPULSE_BACKUP_KEYS", keys.toString());
        builder.environment().put("TMPDIR", dir.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }

    private Path gnupgHome() throws IOException {
        Path home = Files.createDirectories(dir.resolve("gnupg"));
        assertThat(home.toFile().setReadable(false, false)).isTrue();
        assertThat(home.toFile().setReadable(true, true)).isTrue();
        return home;
    }
}
