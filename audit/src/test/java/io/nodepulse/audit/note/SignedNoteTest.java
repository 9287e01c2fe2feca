package io.nodepulse.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The example of the specification verifies, and what is no signed checkpoint says why. */
class SignedNoteTest {

    private static final String VKEY =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String SIGNATURE =
            "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
    private static final String NOTE =
            "This is an example message.\n\n— example.com/foo " + SIGNATURE + "\n";
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void theSpecificationsExampleVerifies() {
        VerifierKey key = VerifierKey.parse(VKEY);
        SignedNote note = SignedNote.parse(NOTE.getBytes(UTF_8));

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.verify(List.of(key))).containsExactly(key);
        assertThat(note).hasToString(NOTE);
        assertThat(key).hasToString(VKEY);
    }

    static Stream<Arguments> malformedNotes() {
        return Stream.of(
                Arguments.of("", "line 1: no blank line"),
                Arguments.of("text\n— a AAAAAAA=\n", "line 1: no blank line"),
                Arguments.of("text\n\n", "line 3: no signature"),
                Arguments.of("text\n\n— a AAAAAAA=", "line 3: the last line does not end"),
                Arguments.of("a\nb\n\nno dash\n", "line 4: is no signature"),
                Arguments.of("text\n\n—  AAAAAAA=\n", "line 3: has no name"),
                Arguments.of("text\n\n— a+b AAAAAAA=\n", "line 3: has no name"),
                Arguments.of("text\n\n— a\u00a0b AAAAAAA=\n", "line 3: has no name"),
                Arguments.of("text\n\n— a !!!!\n", "line 3: the signature is not base64"),
                Arguments.of("text\n\n— a AAAAAAB=\n", "line 3: the signature is not canonical"),
                Arguments.of("text\n\n— a AAAA\n", "line 3: the signature has only 3 bytes"),
                Arguments.of("text\r\n\n— a AAAAAAA=\n", "line 1: has the control character 0x0d"),
                Arguments.of("x".repeat(70_000), "has 70000 bytes, more than the 65536 allowed"),
                Arguments.of(
                        "text\n\n" + "— a AAAAAAA=\n".repeat(65), "line 67: more than 64 signat"));
    }

    @ParameterizedTest
    @MethodSource("malformedNotes")
    void aMalformedNoteSaysWhere(String note, String message) {
        assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
                .isInstanceOf(NoteException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> SignedNote.parse("é\n\n".getBytes(ISO_8859_1)))
                .isInstanceOf(NoteException.class)
                .hasMessage("is not UTF-8");
    }

    static Stream<Arguments> malformedKeys() {
        return Stream.of(
                Arguments.of("", "it is not <name>"),
                Arguments.of("foo+530d903a", "it is not <name>"),
                Arguments.of(VKEY.replace("example", ""), "its id should be"),
                Arguments.of(VKEY.replace("530d", "530D"), "its id is not eight hex digits"),
                Arguments.of(VKEY.replace("com/foo", "com foo"), "has a space"),
                Arguments.of(VKEY.replace("Aeky", "Aeyk"), "its id should be"),
                Arguments.of(VKEY.replace("Aeky", "Auky"), "of a type other than 1 and 4"),
                Arguments.of("foo+530d903a+AekyeRrm", "its key has 5 bytes instead of 32"),
                Arguments.of("foo+530d903a+?", "is not base64"));
    }

    @ParameterizedTest
    @MethodSource("malformedKeys")
    void aMalformedKeySaysWhy(String key, String message) {
        assertThatThrownBy(() -> VerifierKey.parse(key))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> malformedCheckpoints() {
        return Stream.of(
                Arguments.of("log\n1\n", "line 1: no checkpoint: it has 2 lines"),
                Arguments.of("log\n\n" + ROOT + "\n", "line 2: a checkpoint has no empty line"),
                Arguments.of("log\n01\n" + ROOT + "\n", "line 2: the size is no plain decimal"),
                Arguments.of("log\n-1\n" + ROOT + "\n", "line 2: the size is no plain decimal"),
                Arguments.of("log\n1234567890123456789\n" + ROOT + "\n", "line 2: the size"),
                Arguments.of("log\n1\nAAAA\n", "line 3: the hash has 3 bytes instead of 32"),
                Arguments.of("log\n1\n" + ROOT.replace('=', 'A') + "\n", "line 3: the hash"));
    }

    @ParameterizedTest
    @MethodSource("malformedCheckpoints")
    void aMalformedCheckpointSaysWhere(String text, String message) {
        assertThatThrownBy(() -> Checkpoint.parse(text, 1))
                .isInstanceOf(NoteException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aCheckpointIsReadBack() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

        assertThat(Checkpoint.parse(text, 1).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "an extension\n", 1).text()).isEqualTo(text);
    }

    @Test
    void onlyAKnownKeyCounts() {
        SigningKey mine = SigningKey.parse(SigningKey.generate().secretText());
        SigningKey other = SigningKey.generate();
        String text = "log/0\n0\n" + ROOT + "\n";
        SignedNote note =
                new SignedNote(text, List.of(mine.sign("log/0", text), other.sign("x", text)));

        assertThat(note.verify(List.of(mine.verifier("log/0"))))
                .containsExactly(mine.verifier("log/0"));
        assertThatThrownBy(() -> note.verify(List.of(mine.verifier("log/1"))))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("line 5: not signed by a known key, only by log/0 (key ");
        SignedNote forged = new SignedNote(text.replace("0\n", "1\n"), note.signatures());
        assertThatThrownBy(() -> forged.verify(List.of(mine.verifier("log/0"))))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("line 5: the signature of log/0 (key ")
                .hasMessageContaining("does not fit the text");
    }

    @Test
    void aWitnessSignsTimeAndText() {
        SigningKey witness = SigningKey.generate();
        String text = "log/0\n0\n" + ROOT + "\n";
        NoteSignature cosignature = witness.cosign("w.example", text, 1_700_000_000);
        VerifierKey key = VerifierKey.parse(witness.witness("w.example").toString());
        SignedNote note = new SignedNote(text, List.of(cosignature));

        assertThat(note.verify(List.of(key))).containsExactly(key);
        assertThat(SignedNote.signatures((cosignature.line() + "\n").getBytes(UTF_8)))
                .singleElement()
                .satisfies(read -> assertThat(read.line()).isEqualTo(cosignature.line()));
        assertThatThrownBy(() -> note.verify(List.of(witness.verifier("w.example"))))
                .isInstanceOf(NoteException.class);
        assertThat(note.with(List.of(cosignature)).signatures()).hasSize(1);
    }

    static Stream<Arguments> malformedSigningKeys() {
        String key = SigningKey.generate().secretText();
        return Stream.of(
                Arguments.of("", "a key has a line 'private …'"),
                Arguments.of("# only a comment\n", "a key has a line 'private …'"),
                Arguments.of(key + "more\n", "line 3: neither private nor public"),
                Arguments.of("private AAAA\n", "line 1: the key has 3 bytes"),
                Arguments.of("private ?\n", "line 1: the key is not base64"),
                Arguments.of(
                        key.lines().findFirst().orElseThrow()
                                + "\n"
                                + SigningKey.generate().secretText().lines().toList().get(1),
                        "do not belong together"));
    }

    @ParameterizedTest
    @MethodSource("malformedSigningKeys")
    void aMalformedSigningKeySaysWhyAndNotWhatItIs(String text, String message) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining(message);
    }

    @Test
    void sixteenSignaturesAreFine() {
        String note = "text\n\n" + "— a AAAAAAA=\n".repeat(16);

        assertThatCode(() -> SignedNote.parse(note.getBytes(UTF_8))).doesNotThrowAnyException();
    }
}
