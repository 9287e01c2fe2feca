package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The folder is its owner's, one process's, and opens after any crash. */
class NotaryFolderTest {

    @TempDir Path parent;

    private final ScriptedLog log = new ScriptedLog().append(600);

    private Path folder() {
        return parent.resolve("audit");
    }

    private Notary open() {
        return Notary.open(folder(), Optional.empty(), log);
    }

    @Test
    void folderAndKeyAreTheOwnersOnly() throws IOException {
        try (Notary notary = open()) {
            notary.seal(0);
        }
        assertThat(mode(folder())).isEqualTo("rwx------");
        assertThat(mode(folder().resolve("checkpoint.key"))).isEqualTo("rw-------");
        assertThat(Files.readString(folder().resolve("log-name")))
                .matches("nodepulse/[0-9a-f]{8}\n");

        Files.setPosixFilePermissions(
                folder().resolve("checkpoint.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::open)
                .isInstanceOf(NotaryException.class)
                .hasMessageContaining("checkpoint.key can be read by others");
    }

    @Test
    void oneProcessHasTheFolder() {
        try (Notary notary = open()) {
            assertThat(notary.shards()).isEqualTo(1);
            assertThatThrownBy(this::open)
                    .isInstanceOf(NotaryException.class)
                    .hasMessageContaining("another process has the audit folder");
        }
        open().close();
    }

    @Test
    void aLogKeepsItsNameAndItsKey() throws IOException {
        open().close();
        assertThatThrownBy(() -> Notary.open(folder(), Optional.of("other"), log))
                .isInstanceOf(NotaryException.class)
                .hasMessageContaining("not other");
        Files.delete(folder().resolve("checkpoint.key"));
        assertThatThrownBy(this::open)
                .isInstanceOf(NotaryException.class)
                .hasMessageContaining("checkpoint.key is gone");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 100, 150})
    void aTornCheckpointIsCutOffAndSignedAgain(int torn) throws IOException {
        log.appends.subList(300, 600).clear();
        log.head = log.appends.getLast().lastSequence();
        SignedNote first;
        try (Notary notary = open()) {
            notary.seal(0);
            first = notary.newest(0).orElseThrow();
            log.append(300);
            notary.seal(0);
        }
        Path checkpoints = folder().resolve("shard-0/checkpoints");
        byte[] all = Files.readAllBytes(checkpoints);
        int firstBytes = first.bytes().length + 1;
        Files.write(checkpoints, Arrays.copyOf(all, firstBytes + torn));

        try (Notary notary = open()) {
            assertThat(notary.newest(0).map(SignedNote::text)).contains(first.text());
            assertThat(notary.seal(0)).isEqualTo(300);
            assertThat(notary.verify(0, List.of(first), at -> {}).findings()).isEmpty();
        }
        assertThat(Files.readAllBytes(checkpoints)).isEqualTo(all);
    }

    @Test
    void aBlockOfZeroesAtTheEndIsCutOff() throws IOException {
        try (Notary notary = open()) {
            notary.seal(0);
        }
        Path checkpoints = folder().resolve("shard-0/checkpoints");
        byte[] all = Files.readAllBytes(checkpoints);
        Files.write(checkpoints, new byte[4096], StandardOpenOption.APPEND);
        open().close();
        assertThat(Files.readAllBytes(checkpoints)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002", "tile/1/000"})
    void aChangedTileIsFoundAndNothingIsSignedOverIt(String tile) throws IOException {
        try (Notary notary = open()) {
            notary.seal(0);
        }
        Path file = folder().resolve("shard-0").resolve(tile);
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        log.append(10);
        try (Notary notary = open()) {
            notary.seal(0);
            assertThat(notary.verify(0, List.of(), at -> {}).findings())
                    .extracting(Finding::kind)
                    .contains(Finding.Kind.CHECKPOINT_BROKEN);
        }
    }

    @Test
    void aNewKeySignsOnceTogetherWithTheOldOne() throws IOException {
        VerifierKey old;
        SignedNote before;
        try (Notary notary = open()) {
            notary.seal(0);
            old = notary.keys(0).getFirst();
            before = notary.newest(0).orElseThrow();
        }
        VerifierKey next = Notary.rotateKey(folder()).named(old.name());
        try (Notary notary = open()) {
            assertThat(notary.newest(0).orElseThrow().verify(List.of(old))).containsExactly(old);
            assertThat(notary.newest(0).orElseThrow().verify(List.of(next))).containsExactly(next);
            assertThat(notary.keys(0)).containsExactly(next, old);
            assertThat(notary.verify(0, List.of(before), at -> {}).findings()).isEmpty();
        }
        log.append(10);
        try (Notary notary = open()) {
            notary.seal(0);
            SignedNote newest = notary.newest(0).orElseThrow();
            assertThat(Checkpoint.of(newest).size()).isEqualTo(610);
            assertThat(newest.signatures()).hasSize(1);
            assertThat(newest.verify(List.of(next))).containsExactly(next);
        }
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".retiring"));
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
