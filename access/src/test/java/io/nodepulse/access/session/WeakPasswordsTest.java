package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaa",
                "abababababab",
                "abc123abc123abc123",
                "123456789012",
                "918273645918",
                "19.04.1987 12:00",
                "abcdefghijkl",
                "qwertyuiop[]",
                "qwertzuiopyxcvbnm",
                "1qaz2wsx3edc",
                "password1234",
                "Password2026!",
                "P@ssw0rd2026!!",
                "NodePulse2026",
                "nodepulseadmin",
                "AdminAdmin123",
                "Welcome12345!",
                "Summer2026!!!",
                "ada.lovelace.2026",
                "iloveyou4ever",
            })
    void areGuessedFirst(String password) {
        assertThat(WeakPasswords.problemOf(password, "ada lovelace")).as(password).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "another good password",
                "a long password",
                "long enough for all",
                "a8#2k9$5!7&1",
                "Tr0ub4dor&3xyz",
                "\u6b63\u3057\u3044\u99ac\u306e\u96fb\u6c60\u30db\u30c3\u30c1\u30ad\u30b9",
                "f3b1c9e07a5d",
            })
    void mayBeUsed(String password) {
        assertThat(WeakPasswords.problemOf(password, "ada")).as(password).isEmpty();
    }
}
