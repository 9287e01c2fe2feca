package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A disk that fails at one file, as a full one does, and is well again: the service goes on as if
 * it had not, and a start finds nothing amiss.
 */
class FailingDiskTest {

    @TempDir Path directory;

    private final ScriptedLog log = new ScriptedLog();
    private Notary notary;

    @BeforeEach
    void open() {
        notary = Notary.open(directory.resolve("audit"), Optional.of("np.example/a"), log);
    }

    @AfterEach
    void close() {
        notary.close();
    }

    /** A folder that is not empty stands where a file has to be written. */
    private Path putInTheWayOf(String file) throws IOException {
        return Files.createDirectories(
                directory.resolve("audit/shard-0").resolve(file).resolve("something"));
    }

    private static void remove(Path inTheWay) throws IOException {
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/001",
                "tile/1/000",
                "sequence/0/001",
                "sequence/1/000",
                "epochs.next",
                "losses.next"
            })
    void whatCouldNotBeWrittenDownIsSignedInTheNextRound(String file) throws IOException {
        log.append(200);
        notary.seal(0);
        long signed = notary.signed(0);
        log.begin(0x2222, log.head - 40, log.head + 1);
        log.append(400);
        Path inTheWay = putInTheWayOf(file);

        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> notary.seal(0)).isInstanceOf(UncheckedIOException.class);
            assertThat(notary.failure(0).orElseThrow()).contains(file);
            assertThat(notary.signed(0)).isEqualTo(signed);
        }
        remove(inTheWay);
        notary.seal(0);
        log.append(300);
        notary.seal(0);

        assertThat(notary.failure(0)).isEmpty();
        assertThat(notary.signed(0)).isEqualTo(log.head);
        assertIntact(900);
        close();
        open();
        log.append(10);
        notary.seal(0);
        assertIntact(910);
    }

    private void assertIntact(long entries) {
        TreeVerdict verdict = notary.verify(0, List.of(), sequence -> {});
        assertThat(verdict.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.LOST);
        assertThat(verdict.intact()).isTrue();
        assertThat(notary.proofs(0).size()).isEqualTo(entries);
    }

    /** What nobody noted may go from the store as little in the second round as in the first. */
    @Test
    void nothingIsRetiredThatCouldNotBeNoted() throws IOException {
        log.append(600);
        notary.seal(0);
        Path inTheWay = putInTheWayOf("state.next");

        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> notary.retire(0, 1_000, log::trim))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(log.trimmed).isZero();
        }
        remove(inTheWay);

        assertThat(notary.retire(0, 1_000, log::trim)).isPositive();
        close();
        open();
        TreeVerdict verdict = notary.verify(0, List.of(), sequence -> {});
        assertThat(verdict.findings()).isEmpty();
        assertThat(log.trimmed).isEqualTo(1_000);
    }
}
