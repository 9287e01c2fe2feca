package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.audit.note.VerifierKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Folders and witnesses get each checkpoint; a witness that is away or lies holds nothing up. */
class PublisherTest {

    private static final String NAME = "w.example/1";

    @TempDir Path folder;

    private final ScriptedLog log = new ScriptedLog();
    private final SigningKey witnessKey = SigningKey.generate();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpServer server = created();
    private volatile Checkpoint seen = new Checkpoint("none", 0, TreeHash.empty());
    private volatile boolean away;
    private volatile boolean lies;

    private static HttpServer created() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/add-checkpoint", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** What the specification asks of a witness. */
    private void answer(HttpExchange call) throws IOException {
        ConsistencyProof proof = ConsistencyProof.parse(call.getRequestBody().readAllBytes());
        Checkpoint newer = Checkpoint.of(proof.note());
        if (away) {
            reply(call, 503, "");
        } else if (proof.oldSize() != seen.size()) {
            reply(call, 409, seen.size() + "\n");
        } else if (!proof.continues(new Checkpoint(newer.origin(), seen.size(), seen.root()))) {
            reply(call, 422, "");
        } else {
            seen = newer;
            String said = proof.note().text() + (lies ? "x" : "");
            reply(call, 200, witnessKey.cosign(NAME, said, 1_700_000_000).line() + "\n");
        }
    }

    private static void reply(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private Notary open() {
        return Notary.open(folder.resolve("audit"), Optional.of("np.example/p"), log);
    }

    private Publisher publisher(Notary notary) {
        return new Publisher(
                notary,
                List.of(
                        folder.resolve("elsewhere").toString(),
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                List.of(witnessKey.witness(NAME)),
                meters);
    }

    private double count(String outcome) {
        return meters.counter("nodepulse.audit.publications", "outcome", outcome).count();
    }

    @Test
    void eachCheckpointIsPublishedAndCosigned() throws IOException {
        VerifierKey witness = witnessKey.witness(NAME);
        for (int start = 1; start <= 2; start++) { // the second one learns the size from the 409
            try (Notary notary = open();
                    Publisher publisher = publisher(notary)) {
                long size = 100L * start;
                log.append(100);
                notary.seal(0);
                await().until(() -> seen.size() == size);
                await().until(() -> notary.newest(0).orElseThrow().signatures().size() == 2);

                SignedNote newest = notary.newest(0).orElseThrow();
                assertThat(newest.verify(List.of(witness))).containsExactly(witness);
                Path file =
                        folder.resolve("elsewhere/np.example_p_0-%012d.checkpoint".formatted(size));
                await().until(() -> Files.exists(file));
                assertThat(SignedNote.parse(Files.readAllBytes(file)).text())
                        .isEqualTo(newest.text());
            }
        }
    }

    @Test
    void aWitnessThatWasAwayGetsTheNewest() {
        away = true;
        try (Notary notary = open();
                Publisher publisher = publisher(notary)) {
            log.append(100);
            notary.seal(0);
            await().until(() -> count("failed") == 1);
            assertThat(Checkpoint.of(notary.newest(0).orElseThrow()).size()).isEqualTo(100);
            log.append(50);
            away = false;
            notary.seal(0);
            await().until(() -> seen.size() == 150);
        }
    }

    @Test
    void aSignatureThatDoesNotFitIsNotKept() {
        lies = true;
        try (Notary notary = open();
                Publisher publisher = publisher(notary)) {
            log.append(100);
            notary.seal(0);
            await().until(() -> count("failed") == 1);
            assertThat(notary.newest(0).orElseThrow().signatures()).hasSize(1);
        }
    }
}
