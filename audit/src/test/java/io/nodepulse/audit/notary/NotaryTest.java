package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.merkle.ReferenceTree;
import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What was said is signed once, found changed at its place, and provable to whoever has a key. */
class NotaryTest {

    @TempDir Path directory;

    private final ScriptedLog log = new ScriptedLog();
    private @Nullable Notary opened;

    private Notary notary() {
        return Objects.requireNonNull(opened, "open() first");
    }

    private Notary open() {
        close();
        opened = Notary.open(directory.resolve("audit"), Optional.of("np.example/a"), log);
        return notary();
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void theRootIsThatOfTheAppends() {
        open();
        log.append(300);
        assertThat(notary().seal(0)).isEqualTo(300);
        log.append(2_500);
        assertThat(notary().seal(0)).isEqualTo(2_500);
        assertThat(notary().seal(0)).isZero();

        assertThat(newest().size()).isEqualTo(2_800);
        assertThat(newest().root()).isEqualTo(ReferenceTree.root(leaves(2_800)));
        assertThat(verify().intact()).isTrue();
        assertThat(verify().entries()).isEqualTo(2_800);
        assertThat(notary().signed(0)).isEqualTo(log.head);
    }

    @Test
    void aSecondStartGoesOnWithTheSameKeyAndTree() {
        open();
        log.append(300);
        notary().seal(0);
        List<VerifierKey> keys = notary().keys(0);
        open();
        log.append(1);
        notary().seal(0);

        assertThat(notary().keys(0)).isEqualTo(keys);
        assertThat(newest().root()).isEqualTo(ReferenceTree.root(leaves(301)));
        assertThat(notary().newest(0).orElseThrow().verify(keys)).isEqualTo(keys);
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                tampered("altered", log -> log.replace(33, "other"), Kind.ALTERED),
                tampered("a fact altered", log -> log.replace(0, "other"), Kind.ALTERED),
                tampered("the newest altered", log -> log.replace(699, "other"), Kind.ALTERED),
                tampered("removed", log -> log.appends.remove(33), Kind.MISSING),
                tampered("the newest removed", log -> log.appends.removeLast(), Kind.MISSING),
                tampered("a fact removed", log -> log.appends.removeFirst(), Kind.MISSING),
                tampered(
                        "added",
                        log ->
                                log.insert(
                                        ScriptedLog.appended(
                                                log.appends.get(33).lastSequence() - 1,
                                                1,
                                                log.epoch,
                                                false,
                                                "never said")),
                        Kind.ADDED),
                tampered("trimmed by somebody", log -> log.trimmed = 40, Kind.TRIMMED_BEYOND));
    }

    private static Arguments tampered(String what, Consumer<ScriptedLog> change, Kind kind) {
        return Arguments.of(what, change, kind);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void tamperingIsFound(String what, Consumer<ScriptedLog> change, Kind kind) {
        open();
        log.append(700);
        notary().seal(0);
        List<Appended> before = List.copyOf(log.appends);
        change.accept(log);

        List<Finding> findings = verify().findings();

        assertThat(findings).as(what).extracting(Finding::kind).containsExactly(kind);
        if (kind == Kind.ALTERED || kind == Kind.MISSING) {
            Appended changed =
                    before.stream()
                            .filter(append -> !log.appends.contains(append))
                            .findFirst()
                            .orElseThrow();
            assertThat(findings.getFirst().first()).isEqualTo(changed.firstSequence());
            assertThat(findings.getFirst().last()).isEqualTo(changed.lastSequence());
        }
    }

    @Test
    void neighboursAreOneFinding() {
        open();
        log.append(700);
        notary().seal(0);
        long first = log.appends.get(100).firstSequence();
        long last = log.appends.get(119).lastSequence();
        log.appends.subList(100, 120).clear();

        assertThat(verify().findings()).containsExactly(new Finding(Kind.MISSING, first, last, ""));
    }

    static Stream<Arguments> unsealable() {
        return Stream.of(
                Arguments.of(
                        "a gap",
                        (Consumer<ScriptedLog>)
                                log -> {
                                    log.head += 7;
                                    log.append(3);
                                },
                        Kind.GAP),
                Arguments.of(
                        "a number used twice",
                        (Consumer<ScriptedLog>)
                                log -> {
                                    log.head -= 2;
                                    log.append(3);
                                },
                        Kind.GAP),
                Arguments.of(
                        "an epoch that nobody named",
                        (Consumer<ScriptedLog>)
                                log -> {
                                    log.epoch = 77;
                                    log.append(3);
                                },
                        Kind.GAP),
                Arguments.of(
                        "a head behind what was signed",
                        (Consumer<ScriptedLog>) log -> log.appends.subList(90, 100).clear(),
                        Kind.MISSING),
                Arguments.of(
                        "another last append",
                        (Consumer<ScriptedLog>)
                                log -> {
                                    log.replace(99, "other");
                                    log.append(5);
                                },
                        Kind.ALTERED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsealable")
    void whatDoesNotFollowIsNotSigned(String what, Consumer<ScriptedLog> change, Kind kind) {
        open();
        log.append(100);
        notary().seal(0);
        change.accept(log);

        assertThat(notary().seal(0)).as(what).isZero();
        assertThat(notary().stopped(0)).map(Finding::kind).contains(kind);
        assertThat(newest().size()).isEqualTo(100);
        assertThat(verify().intact()).isFalse();
    }

    static Stream<Arguments> epochs() {
        return Stream.of(
                Arguments.of("numbers go on behind the lost ones", 200, 10_000),
                Arguments.of("numbers are used again", 200, 201),
                Arguments.of("only the end was lost", 410, 10_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("epochs")
    void sealingGoesOnInANewEpochAndTheLossIsNamed(String what, long after, long first) {
        open();
        log.append(100);
        notary().seal(0);
        assertThat(log.head).isEqualTo(460);
        List<byte[]> said = leaves(100);
        long kept = log.appends.stream().filter(a -> a.lastSequence() <= after).count();
        log.begin(0x2222, log.appends.get((int) kept - 1).lastSequence(), first);
        long cut = log.epochs.getLast().after();
        assertThat(notary().seal(0)).isZero();
        log.append(50);
        assertThat(notary().seal(0)).as(what).isEqualTo(50);
        log.append(50);
        open();
        assertThat(notary().seal(0)).as(what).isEqualTo(50);

        said.addAll(leaves(log.appends.size()).subList((int) kept, (int) kept + 100));
        assertThat(newest().root()).isEqualTo(ReferenceTree.root(said));
        assertThat(notary().stopped(0)).isEmpty();
        assertThat(verify().findings())
                .containsExactly(
                        new Finding(
                                Kind.LOST, cut + 1, 460, "with the epoch before 0000000000002222"));
        assertThat(directory.resolve("audit/shard-0/losses"))
                .hasContent(
                        "%d %d 0000000000002222 2026-03-01T12:00:00Z%n"
                                .formatted(cut + 1, Math.max(460, first - 1)));
        for (Appended append : log.appends) {
            InclusionProof proof = notary().proofs(0).inclusion(append.firstSequence());
            assertThat(proof.includes(append.leaf().orElseThrow())).isTrue();
        }
    }

    @Test
    void aGapThatAnEpochNamesIsNoLossOfWhatWasSigned() {
        open();
        log.append(100);
        notary().seal(0);
        log.begin(0x2222, log.head, log.head + 1_000);
        log.append(10);
        log.begin(0x3333, log.head, log.head + 1);
        log.append(10);

        assertThat(notary().seal(0)).isEqualTo(20);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void retirementTakesOnlyWhatIsSignedAndNothingIsMissed() {
        open();
        log.append(2_000);
        notary().seal(0);
        log.append(5);
        long signed = notary().signed(0);
        byte[] root = newest().root();

        assertThat(notary().retire(0, Long.MAX_VALUE, log::trim)).isEqualTo(1_800);
        assertThat(log.trimmed).isEqualTo(signed);
        assertThat(verify().findings()).isEmpty();
        notary().seal(0);
        open();
        assertThat(verify().findings()).isEmpty();
        assertThat(notary().proofs(0).checkpoint(2_000).text()).isEqualTo(text(2_000, root));
        assertThat(
                        notary().proofs(0)
                                .inclusion(1)
                                .includes(log.appends.getFirst().leaf().orElseThrow()))
                .isTrue();
        log.replace(7, "other");
        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.ALTERED);
    }

    @Test
    void aTreeBeginsWithWhatIsThere() {
        log.append(400);
        log.trim(1_000);
        open();
        notary().seal(0);
        log.append(10);
        notary().seal(0);

        assertThat(newest().root()).isEqualTo(ReferenceTree.root(leaves(log.appends.size())));
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().coveredFrom()).isEqualTo(1_001);
        log.appends.remove(3);
        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.MISSING);
    }

    @Test
    void aCheckpointNotedElsewherePinsTheHistory() {
        open();
        log.append(300);
        notary().seal(0);
        SignedNote noted = notary().newest(0).orElseThrow();
        log.append(300);
        notary().seal(0);

        assertThat(notary().verify(0, List.of(noted), at -> {}).intact()).isTrue();
        SignedNote forged =
                new SignedNote(noted.text().replace("\n300\n", "\n301\n"), noted.signatures());
        assertThatThrownBy(() -> notary().shardOf(forged)).isInstanceOf(NoteException.class);
        assertThatThrownBy(
                        () ->
                                notary().shardOf(
                                                new SignedNote(
                                                        noted.text().replace("/0\n", "/9\n"),
                                                        noted.signatures())))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("of another log, np.example/a/9");
    }

    @Test
    void anyOlderSizeLeadsToTheNewest() {
        open();
        log.append(700);
        notary().seal(0);
        for (int from : new int[] {0, 1, 255, 256, 400, 699, 700}) {
            ConsistencyProof proof =
                    ConsistencyProof.parse(
                            notary().proofs(0).consistency(from, 700).toString().getBytes(UTF_8));
            Checkpoint older = Checkpoint.of(notary().proofs(0).checkpoint(from));

            assertThat(older.root()).isEqualTo(ReferenceTree.root(leaves(from)));
            assertThat(proof.continues(older)).isTrue();
        }
        assertThatThrownBy(() -> notary().proofs(0).checkpoint(701))
                .isInstanceOf(NotaryException.class)
                .hasMessage("shard 0 is signed up to size 700, not 701");
        assertThatThrownBy(() -> notary().proofs(0).inclusion(log.head + 1))
                .isInstanceOf(NotaryException.class)
                .hasMessageContaining("is not among the signed ones");
    }

    private TreeVerdict verify() {
        return notary().verify(0, List.of(), at -> {});
    }

    private Checkpoint newest() {
        return Checkpoint.of(notary().newest(0).orElseThrow());
    }

    private static String text(long size, byte[] root) {
        return new Checkpoint("np.example/a/0", size, root).text();
    }

    private List<byte[]> leaves(int count) {
        return new ArrayList<>(
                log.appends.stream().limit(count).map(a -> a.leaf().orElseThrow()).toList());
    }
}
