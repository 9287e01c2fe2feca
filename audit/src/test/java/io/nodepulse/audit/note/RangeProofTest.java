package io.nodepulse.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.merkle.ReferenceTree;
import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.RangeProof.Gone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves 6 to 12 of a tree of 13, of which 8 to 11 are known by one hash. */
class RangeProofTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final String LOG = "np.example/a/0";
    private static final int FIRST = 6;
    private static final int END = 13;

    private final List<byte[]> leaves =
            IntStream.range(0, END).mapToObj(i -> ("leaf " + i).getBytes(UTF_8)).toList();

    private List<byte[]> there() {
        List<byte[]> there = new ArrayList<>(leaves.subList(FIRST, 8));
        there.addAll(leaves.subList(12, END));
        return hashes(there);
    }

    private static List<byte[]> hashes(List<byte[]> of) {
        TreeHash hash = new TreeHash();
        return new ArrayList<>(of.stream().map(hash::leaf).toList());
    }

    private RangeProof proof() {
        return proof(
                List.of(
                        ReferenceTree.root(leaves.subList(0, 4)),
                        ReferenceTree.root(leaves.subList(4, 6))),
                List.of(new Gone(8, 2, ReferenceTree.root(leaves.subList(8, 12)))));
    }

    private RangeProof proof(List<byte[]> left, List<Gone> gone) {
        String text = new Checkpoint(LOG, END, ReferenceTree.root(leaves)).text();
        return new RangeProof(
                new byte[TreeHash.BYTES],
                FIRST,
                left,
                gone,
                new SignedNote(text, List.of(KEY.sign(LOG, text))));
    }

    @Test
    void theLeavesAreThoseThatWereSigned() {
        RangeProof read = RangeProof.parse(proof().toString().getBytes(UTF_8));

        assertThat(read.toString()).isEqualTo(proof().toString());
        assertThat(read.mismatch(there().iterator())).isEmpty();
        assertThat(read.isOf(new byte[TreeHash.BYTES])).isTrue();
        assertThat(read.isOf(new byte[1])).isFalse();
        assertThat(read.note().verify(List.of(KEY.verifier(LOG)))).hasSize(1);
    }

    @Test
    void otherLeavesAreNot() {
        List<byte[]> altered = there();
        altered.set(1, new TreeHash().leaf("leaf 9".getBytes(UTF_8)));
        List<byte[]> less = there().subList(0, 2);
        List<byte[]> more = there();
        more.add(new TreeHash().leaf("leaf 13".getBytes(UTF_8)));

        assertThat(proof().mismatch(altered.iterator()))
                .contains("the leaves are not those that were signed");
        assertThat(proof().mismatch(less.iterator())).contains("leaf 12 is not there");
        assertThat(proof().mismatch(more.iterator()))
                .contains("there are more leaves than were signed, 13");
    }

    @Test
    void aProofThatDoesNotFitItselfProvesNothing() {
        List<byte[]> left = proof().left();
        byte[] hash = new byte[TreeHash.BYTES];

        assertThat(proof(left.subList(0, 1), List.of()).mismatch(there().iterator()))
                .contains("the leaves before 6 are not all proven");
        assertThat(proof(left, List.of(new Gone(7, 3, hash))).mismatch(there().iterator()))
                .contains("no subtree begins at leaf 7");
        assertThat(proof(left, List.of(new Gone(8, 3, hash))).mismatch(there().iterator()))
                .contains("there are more leaves than were signed, 13");
        assertThat(proof(left, List.of(new Gone(2, 0, hash))).mismatch(hashes(leaves).iterator()))
                .contains("there are more leaves than were signed, 13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodepulse range proof 1 | nodepulse range proof 2 | line 1: a range proof begins",
                "file                    | files                   | line 2: no 'file'",
                "first 6                 | first 06                | line 3: the first index is no",
                "left                    | right                   | line 4: no 'gone'",
                "gone 8 2                | gone 8 2 2              | line 6: 'gone' has an index",
                "gone 8 2                | gone 8 63               | line 6: no tree has the height",
                "gone 8 2                | gone x 2                | line 6: the index is no plain"
            })
    void badProofsAreOneLine(String text, String replacement, String message) {
        byte[] bytes = proof().toString().replaceFirst(text, replacement).getBytes(UTF_8);

        assertThatThrownBy(() -> RangeProof.parse(bytes))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining(message);
    }
}
