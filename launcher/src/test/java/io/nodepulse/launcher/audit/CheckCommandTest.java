package io.nodepulse.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ErasedLeaf;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.LeafFormat;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A proof is checked without any server, and the exit code says which kind of no it is. */
class CheckCommandTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final String LOG = "np.example/a/0";
    private static final UUID SERVER = UUID.fromString("0d9f6a3e-3f0c-4a57-9c1e-6f1a2b3c4d5e");

    @TempDir Path folder;

    private record Ended(int code, String out, String err) {}

    private static String proof(byte[] shown) {
        byte[] leaf = leaf("nginx");
        TreeHash hash = new TreeHash();
        byte[] other = hash.leaf(leaf("java"));
        String text = new Checkpoint(LOG, 2, hash.node(other, hash.leaf(leaf))).text();
        return new InclusionProof(
                        Optional.of(shown),
                        1,
                        List.of(other),
                        new SignedNote(text, List.of(KEY.sign(LOG, text))))
                .toString();
    }

    private static byte[] leaf(String process) {
        Instant at = Instant.parse("2026-03-01T12:00:15Z");
        return LeafFormat.leaf(
                7,
                0xAB,
                new Entry.Processes(
                        ProcessScrape.of(
                                List.of(new ProcessSampled(SERVER, at, process, 4, 0.25, 4096)))));
    }

    @Test
    void whatAProofProvesIsPrintedInWords() throws IOException {
        Ended ended = check(proof(leaf("nginx")), "--key", KEY.verifier(LOG).toString());

        assertThat(ended.out().lines())
                .contains(
                        "Proven: append 1 of the log np.example/a/0, of 2 appends then, says:",
                        "  events 7 to 7 of epoch 00000000000000ab",
                        "  server "
                                + SERVER
                                + " ran 1 groups of processes at 2026-03-01T12:00:15Z, as"
                                + " process_exporter says",
                        "  nginx: 4 processes, 0.25 CPU seconds so far, 4096 bytes of memory",
                        "Signed by " + KEY.verifier(LOG));
        assertThat(ended.code()).isZero();
    }

    @Test
    void ofAnErasedLeafTheHashIsProven() throws IOException {
        String words = "samples of server s, erased by person:ada on 2026-03-01T13:00:00Z";
        String key = KEY.verifier(LOG).toString();
        byte[] hash = new TreeHash().leaf(leaf("nginx"));
        byte[] another = new TreeHash().leaf(leaf("apache"));

        Ended ended = check(proof(new ErasedLeaf(hash, words).bytes()), "--key", key);
        Ended wrong = check(proof(new ErasedLeaf(another, words).bytes()), "--key", key);

        assertThat(ended.out()).contains("Proven: append 1 of the log", "  " + words);
        assertThat(ended.code()).isZero();
        assertThat(wrong.out()).startsWith("NOT PROVEN");
        assertThat(wrong.code()).isEqualTo(1);
    }

    @Test
    void anotherLeafIsNotProven() throws IOException {
        Ended ended = check(proof(leaf("apache")), "--key", KEY.verifier(LOG).toString());

        assertThat(ended.out()).startsWith("NOT PROVEN");
        assertThat(ended.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index 1 | index 01 | line 3: the leaf's index is no plain decimal number: '01'",
                "np.example/a/0| np.example/b/0 | not signed by a known key",
                "2 | 2 | not signed by the log itself"
            })
    void badProofsAndKeysAreOneLine(String text, String replacement, String message)
            throws IOException {
        String key =
                text.equals("2")
                        ? KEY.witness("w.example").toString()
                        : KEY.verifier(LOG).toString();
        String given = proof(leaf("nginx")).replace(text, replacement);
        if (text.equals("2")) {
            InclusionProof proof = InclusionProof.parse(given.getBytes(UTF_8));
            given =
                    new InclusionProof(
                                    proof.extra(),
                                    1,
                                    proof.path(),
                                    proof.note()
                                            .with(
                                                    List.of(
                                                            KEY.cosign(
                                                                    "w.example",
                                                                    proof.note().text(),
                                                                    1))))
                            .toString();
        }
        Ended ended = check(given, "--key", key);

        assertThat(ended.err()).startsWith("nodepulse: ").contains(message).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void withoutAKeyNothingIsProven() throws IOException {
        Ended ended = check(proof(leaf("nginx")));

        assertThat(ended.err()).contains("--key").hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
    }

    private Ended check(String proof, String... more) throws IOException {
        Path file = folder.resolve("scrape.tlog-proof");
        Files.writeString(file, proof);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = NodePulse.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] arguments = new String[3 + more.length];
        arguments[0] = "audit";
        arguments[1] = "check";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        int code = line.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
