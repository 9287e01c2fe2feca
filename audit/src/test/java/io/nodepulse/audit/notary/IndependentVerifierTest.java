package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.note.VerifierKey;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Go's own transparency log accepts what the notary signs and proves, and refuses it when it was
 * changed. Needs Debian's {@code golang-go} and {@code golang-golang-x-mod-dev}.
 */
class IndependentVerifierTest {

    private static final Path PACKAGES = Path.of("/usr/share/gocode");
    private static final int OLD = 300;
    private static final int NEW = 1_000;

    @TempDir static Path build;
    @TempDir Path folder;

    private final ScriptedLog log = new ScriptedLog();

    private record Run(int status, String output) {}

    @BeforeAll
    static void buildTheVerifier() throws Exception {
        Optional<Path> go =
                Stream.of(System.getenv("PATH").split(":"))
                        .map(Path::of)
                        .map(bin -> bin.resolve("go"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(go.isPresent(), "skipped: there is no go (Debian: golang-go)");
        assumeTrue(
                Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb")),
                "skipped: there is no golang.org/x/mod (Debian: golang-golang-x-mod-dev)");
        ProcessBuilder compile =
                new ProcessBuilder(
                        go.get().toString(),
                        "build",
                        "-o",
                        build.resolve("verify").toString(),
                        Path.of("src/test/go/verify/main.go").toAbsolutePath().toString());
        compile.environment().put("GO111MODULE", "off");
        compile.environment().put("GOPATH", PACKAGES.toString());
        compile.environment().put("GOCACHE", build.resolve("cache").toString());
        Run run = run(compile);
        assertThat(run.status()).as(run.output()).isZero();
    }

    @Test
    void goAcceptsWhatIsSignedAndProven() throws Exception {
        Run run = verify(write("leaf", "leaf"));

        assertThat(run.output().lines())
                .contains(
                        "the old checkpoint is signed by np.example/go/0",
                        "leaf 777 is in the tree of 1000",
                        "the tree of 1000 goes on where that of 300 ended");
        assertThat(run.status()).isZero();
    }

    @Test
    void goRefusesAnotherLeaf() throws Exception {
        Run run = verify(write("extra c2Fp", "extra c2Fq"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("inclusion: ");
    }

    /** The key, and the files in the order of the verifier's arguments. */
    private List<String> write(String text, String replacement) throws IOException {
        try (Notary notary =
                Notary.open(folder.resolve("audit"), Optional.of("np.example/go"), log)) {
            log.append(OLD);
            notary.seal(0);
            log.append(NEW - OLD);
            notary.seal(0);
            long sequence = log.appends.get(777).lastSequence();
            VerifierKey key = notary.keys(0).getFirst();
            String proof = notary.proofs(0).inclusion(sequence).toString();
            assertThat(proof).contains("extra c2Fp");
            return List.of(
                    key.toString(),
                    file("old", notary.proofs(0).checkpoint(OLD).toString()),
                    file("new", notary.proofs(0).checkpoint(NEW).toString()),
                    file("proof", proof.replace(text, replacement)),
                    file("consistency", notary.proofs(0).consistency(OLD, NEW).toString()));
        }
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static Run verify(List<String> arguments) throws Exception {
        ProcessBuilder verify = new ProcessBuilder(build.resolve("verify").toString());
        verify.command().addAll(arguments);
        return run(verify);
    }

    private static Run run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }
}
