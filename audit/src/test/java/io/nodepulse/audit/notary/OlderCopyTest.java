package io.nodepulse.audit.notary;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.notary.AppendLog.Appended;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.SignedNote;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * 100 appends (events 1 to 460) are in the copy, 100 more (461 to 920) are signed before it is
 * brought back.
 */
class OlderCopyTest {

    private static final long COPIED = 460;
    private static final long SIGNED = 920;

    @TempDir Path directory;

    private final ScriptedLog log = new ScriptedLog();
    private Notary notary;
    private ScriptedLog.Copy copied;
    private SignedNote noted;

    @BeforeEach
    void fill() {
        open();
        log.append(100);
        copied = log.copy();
        assertThat(log.head).isEqualTo(COPIED);
        notary.seal(0);
        noted = notary.newest(0).orElseThrow();
    }

    private void signMore() {
        log.append(100);
        notary.seal(0);
        assertThat(notary.signed(0)).isEqualTo(SIGNED);
    }

    private void open() {
        notary = Notary.open(directory.resolve("audit"), Optional.empty(), log);
    }

    @AfterEach
    void close() {
        notary.close();
    }

    private void bringBack(ScriptedLog.Copy copy) {
        notary.close();
        log.bringBack(copy);
        open();
    }

    /** One append in a new epoch, as when a restore is written down, or an agent goes on. */
    private void append(long epoch) {
        log.beginAfterRestart(epoch);
        log.append(1);
        assertThat(notary.seal(0)).isEqualTo(1);
    }

    private List<Finding> findings() {
        return notary.verify(0, List.of(noted), at -> {}).findings();
    }

    /** The end is missing, an append makes it a loss, and what is left is as provable as before. */
    private void writesDown(long first, long last) {
        notary.seal(0);
        assertThat(notary.lostTail(0)).contains(new LostTail(first, last));
        assertThat(findings())
                .anyMatch(found -> found.kind() == Kind.MISSING && found.last() == last);
        append(0x3333);
        assertThat(findings())
                .containsExactly(
                        new Finding(
                                Kind.LOST, first, last, "with the epoch before 0000000000003333"));
        provesAll();
    }

    private void provesAll() {
        for (Appended append : log.appends) {
            InclusionProof proof = notary.proofs(0).inclusion(append.firstSequence());
            assertThat(proof.includes(append.leaf().orElseThrow())).isTrue();
        }
    }

    @Test
    void theTailIsMissingUntilAnAppendBeginsAnEpoch() {
        signMore();
        bringBack(copied);

        writesDown(COPIED + 1, SIGNED);
        assertThat(log.appends.getLast().firstSequence()).isEqualTo(SIGNED + 1);
        assertThat(notary.lostTail(0)).isEmpty();
    }

    /** Valkey was restarted after the copy was made: the notary knows an epoch that it does not. */
    @Test
    void aCopyOfBeforeTheNewestEpochGoesOnFromTheOneBefore() {
        log.append(50);
        log.beginAfterRestart(0x2222);
        log.append(50);
        notary.seal(0);
        bringBack(copied);

        writesDown(COPIED + 1, SIGNED);
    }

    @Test
    void theSameCopyASecondTimeTakesTheFirstRestoreWithIt() {
        signMore();
        bringBack(copied);
        append(0x2222);
        long said = log.head;
        bringBack(copied);

        writesDown(COPIED + 1, said);
    }

    /** What the first restore lost is in the newer copy. */
    @Test
    void theWrongCopyAndThenTheRightOne() {
        log.append(60);
        ScriptedLog.Copy newer = log.copy();
        long kept = log.head;
        log.append(40);
        notary.seal(0);
        bringBack(copied);
        append(0x2222);
        long said = log.head;
        bringBack(newer);

        writesDown(kept + 1, said);
    }

    @Test
    void aCopyOfBeforeTheFirstAppendLosesAll() {
        signMore();
        bringBack(new ScriptedLog.Copy(List.of(), List.of(), 0, 0));

        writesDown(1, SIGNED);
    }

    /** What is kept for ever is named for ever, scrapes until retention would have taken them. */
    @ParameterizedTest(name = "kept for ever: {0}")
    @MethodSource("kept")
    void retentionDoesNotExcuseWhatItWouldHaveKept(boolean fact, List<Kind> found) {
        log.insert(ScriptedLog.appended(COPIED + 1, 1, log.epoch, fact, "said last"));
        log.head = COPIED + 1;
        notary.seal(0);
        notary.retire(0, Long.MAX_VALUE, log::trim);
        bringBack(copied);
        notary.seal(0);

        assertThat(notary.lostTail(0).isPresent()).isEqualTo(fact);
        assertThat(findings())
                .extracting(Finding::kind)
                .isEqualTo(fact ? List.of(Kind.MISSING) : List.of());
        append(0x2222);
        assertThat(findings()).extracting(Finding::kind).isEqualTo(found);
    }

    static Stream<Arguments> kept() {
        return Stream.of(Arguments.of(true, List.of(Kind.LOST)), Arguments.of(false, List.of()));
    }

    /**
     * What, the change to the copy that was brought back, and whether its tail is one of a copy.
     */
    static Stream<Arguments> tampering() {
        return Stream.of(
                change("one in the middle removed", log -> log.appends.remove(40), true),
                change("one in the middle altered", log -> log.replace(40, "other"), true),
                change("the newest kept one altered", log -> log.replace(99, "other"), true),
                change("the head set back", log -> log.head = 300, false),
                change("the head set to nothing", log -> log.head = 0, false),
                change("the head left as it was", log -> log.head = SIGNED, false),
                change("the head set into the gap", log -> log.head = COPIED + 7, false),
                change("entries removed behind the head", log -> log.appends.removeLast(), false),
                change("all entries removed", log -> log.appends.clear(), false));
    }

    private static Arguments change(String what, Consumer<ScriptedLog> change, boolean tail) {
        return Arguments.of(what, change, tail);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void nothingButTheTailIsExcused(String what, Consumer<ScriptedLog> change, boolean tail) {
        signMore();
        notary.close();
        log.bringBack(copied);
        change.accept(log);
        open();
        notary.seal(0);

        assertThat(notary.lostTail(0).isPresent()).as(what).isEqualTo(tail);
        List<Finding> before = findings();
        assertThat(before).as(what).isNotEmpty().noneMatch(found -> found.kind() == Kind.LOST);
        log.beginAfterRestart(0x2222);
        log.append(1);
        notary.seal(0);
        assertThat(findings()).as(what).anyMatch(found -> found.kind() != Kind.LOST);
    }

    @Test
    void aBrokenTreeSaysNothingOfATail() throws Exception {
        signMore();
        notary.close();
        Path tile = directory.resolve("audit/shard-0/tile/0/000");
        byte[] hashes = Files.readAllBytes(tile);
        hashes[5] ^= 1;
        Files.write(tile, hashes);
        log.bringBack(copied);
        open();
        notary.seal(0);

        assertThat(notary.lostTail(0)).isEmpty();
        assertThat(findings()).extracting(Finding::kind).contains(Kind.CHECKPOINT_BROKEN);
    }
}
