package io.nodepulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.Role;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "ada, ada",
        "Ada Lovelace, ada lovelace",
        "p-admin, p-admin",
        "a.b+c@example.org, a.b+c@example.org",
        "\uff50\uff0d\uff41\uff44\uff4d\uff49\uff4e, p-admin",
        "jose\u0301, jos\u00e9",
        "\u540d\u524d, \u540d\u524d",
        "\u05d3\u05d5\u05d37, \u05d3\u05d5\u05d37",
    })
    void isWrittenInOneWay(String given, String name) {
        assertThat(PersonName.of(given)).isEqualTo(name);
        assertThat(PersonName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "p-admin ",
                " p-admin",
                "p  admin",
                "p\u00a0admin",
                "p\u200badmin",
                "p\u202eadmin",
                "p\u00adadmin",
                "p\tadmin",
                "..",
                "a/b",
                "a\\b",
                "\uff0e\uff0e",
                "a\uff0fb",
                "p-\u0430dmin",
                "\u05d3\u05d5\u05d3 ada",
                "7\u05d3",
                "\ufb21\u05d3",
                "\ufdfa",
                "\u0301ada",
                "\ud835\udd38da",
                "\u2460",
                "\ue000",
                "\ud83d\ude00",
            })
    void isRefusedWhereItCanBeTakenForAnother(String given) {
        assertThatThrownBy(() -> PersonName.of(given)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "coco, \u0441\u043e\u0441\u043e",
        "p-admin, p-adrnin",
        "paul, pau1",
        "bob, b0b",
        "vvill, will",
        "'p-admin ', p-admin",
        "P-Admin, p-admin",
        "p\u200badmin, padmin",
    })
    void thatLooksLikeOneThatThereIsIsNotFree(String there, String given) {
        Accounts accounts = with(there);
        assertThatThrownBy(() -> PersonName.requireFree(PersonName.of(given), accounts))
                .isInstanceOf(Refused.class);
        assertThatCode(() -> PersonName.requireFree("somebody", accounts))
                .doesNotThrowAnyException();
    }

    private static Accounts with(String name) {
        return Accounts.NONE.evolve(
                new PersonAdded(name, Role.VIEWER, "{argon2id}x", Instant.EPOCH), null);
    }
}
