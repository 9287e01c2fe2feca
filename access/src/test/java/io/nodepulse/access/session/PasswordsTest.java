package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String PASSWORD = "correct horse battery";

    /** The first choice of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
    @Test
    void aHashCostsWhatIsRecommended() {
        String hash = new Passwords().hash(PASSWORD, "ada");

        assertThat(hash).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new Passwords().matches(PASSWORD, hash)).isTrue();
        assertThat(new Passwords().matches("wrong horse battery", hash)).isFalse();
    }

    @Test
    void oneOfAnotherCostIsComparedToo() {
        String hash = CheapPasswords.make().hash(PASSWORD, "ada");

        assertThat(hash).startsWith("{argon2id}$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(new Passwords().matches(PASSWORD, hash)).isTrue();
        assertThat(new Passwords().matches("wrong horse battery", hash)).isFalse();
    }
}
