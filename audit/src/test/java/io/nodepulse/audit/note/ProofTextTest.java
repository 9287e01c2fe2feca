package io.nodepulse.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.merkle.ReferenceTree;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Proofs as text come back the same, prove one leaf only, and say what is wrong with them. */
class ProofTextTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final List<byte[]> LEAVES =
            IntStream.range(0, 11).mapToObj(i -> ("leaf " + i).getBytes(UTF_8)).toList();
    private static final String HASH = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private static SignedNote note(int size) {
        String text =
                new Checkpoint("log/0", size, ReferenceTree.root(LEAVES.subList(0, size))).text();
        return new SignedNote(text, List.of(KEY.sign("log/0", text)));
    }

    private static InclusionProof proof(int index) {
        return new InclusionProof(
                Optional.of(LEAVES.get(index)), index, ReferenceTree.path(index, LEAVES), note(11));
    }

    @Test
    void anInclusionProofComesBackAndProvesItsLeafOnly() {
        for (int index = 0; index < LEAVES.size(); index++) {
            InclusionProof read = InclusionProof.parse(proof(index).toString().getBytes(UTF_8));

            assertThat(read).hasToString(proof(index).toString());
            for (int leaf = 0; leaf < LEAVES.size(); leaf++) {
                assertThat(read.includes(LEAVES.get(leaf))).isEqualTo(leaf == index);
            }
        }
    }

    @Test
    void aConsistencyProofComesBackAndFitsItsSizesOnly() {
        for (int old = 1; old <= LEAVES.size(); old++) {
            ConsistencyProof proof =
                    new ConsistencyProof(old, ReferenceTree.proof(old, LEAVES), note(11));
            ConsistencyProof read = ConsistencyProof.parse(proof.bytes());

            assertThat(read).hasToString(proof.toString());
            for (int size = 1; size <= LEAVES.size(); size++) {
                assertThat(read.continues(Checkpoint.of(note(size)))).isEqualTo(size == old);
            }
        }
    }

    static Stream<Arguments> malformed() {
        String title = "c2sp.org/tlog-proof@v1\n";
        String note = note(11).toString();
        return Stream.of(
                Arguments.of("", "line 1: a proof begins with"),
                Arguments.of("c2sp.org/tlog-proof@v2\nindex 0\n\n" + note, "line 1: a proof beg"),
                Arguments.of(title + "index 0\n", "line 1: no blank line"),
                Arguments.of(title + "\n" + note, "line 2: no 'index'"),
                Arguments.of(title + "extra AA==\n\n" + note, "line 3: no 'index'"),
                Arguments.of(title + "extra A\nindex 0\n\n" + note, "line 2: the extra data is n"),
                Arguments.of(title + "index 00\n\n" + note, "line 2: the leaf's index"),
                Arguments.of(title + "index 0\nAAAA\n\n" + note, "line 3: the hash has 3 bytes"),
                Arguments.of(
                        title + "index 0\n" + (HASH + "\n").repeat(64) + "\n" + note,
                        "line 66: a proof has at most 63"),
                Arguments.of(title + "index 0\n\nlog\n", "line 4: no blank line"),
                Arguments.of(title + "index 0\n\nlog\n0\n\n-\n", "line 7: is no signature"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedProofSaysWhere(String text, String message) {
        assertThatThrownBy(() -> InclusionProof.parse(text.getBytes(UTF_8)))
                .isInstanceOf(NoteException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void theCheckpointInsideAProofIsCountedOn() {
        String text = proof(3).toString().replace("log/0\n11\n", "log/0\n011\n");

        assertThatThrownBy(() -> InclusionProof.parse(text.getBytes(UTF_8)).checkpoint())
                .isInstanceOf(NoteException.class)
                .hasMessageStartingWith("line 10: the size is no plain decimal");
    }
}
