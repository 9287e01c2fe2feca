package io.nodepulse.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Who reads the event store reads no secret, and no key is made twice. */
class FactorKeyTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("second-factor.key");
    }

    private FactorKey key() {
        return new FactorKey(file);
    }

    @Test
    void theFirstSecretMakesTheKeyAndEveryInstanceOpensIt() throws Exception {
        String encrypted = key().encrypt(SECRET, "ada", false);

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder.toFile().list()).containsExactly("second-factor.key");
        assertThat(encrypted).startsWith("v1.").doesNotContain("1234567890");
        assertThat(key().decrypt(encrypted, "ada")).isEqualTo(SECRET);
        assertThat(key().encrypt(SECRET, "ada", true)).isNotEqualTo(encrypted);
    }

    /** An event of somebody's, copied under another name, is no factor. */
    @Test
    void aEncryptedSecretIsOfItsPerson() {
        String encrypted = key().encrypt(SECRET, "ada", false);

        assertThatThrownBy(() -> key().decrypt(encrypted, "eve"))
                .isInstanceOf(FactorKeyException.class);
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        String encrypted = key().encrypt(SECRET, "ada", false);
        Files.delete(file);
        key().encrypt(SECRET, "ada", false);

        assertThatThrownBy(() -> key().decrypt(encrypted, "ada"))
                .isInstanceOf(FactorKeyException.class)
                .hasMessageContaining("encrypted with another key")
                .hasMessageContaining(file.toString());
    }

    @Test
    void noSecondKeyIsMadeWhereSecretsWereSealed() {
        assertThatThrownBy(() -> key().encrypt(SECRET, "ada", true))
                .isInstanceOf(FactorKeyException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void processesThatMakeItAtOnceHaveTheSame() {
        Set<String> opened = ConcurrentHashMap.newKeySet();
        List<String> encrypted =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> key().encrypt(SECRET, "ada", false))
                        .toList();
        encrypted.forEach(
                each ->
                        opened.add(
                                new String(key().decrypt(each, "ada"), StandardCharsets.US_ASCII)));

        assertThat(opened).containsExactly("12345678901234567890");
    }

    @Test
    void aKeyThatOthersReadIsRefused() throws Exception {
        key().encrypt(SECRET, "ada", false);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::key)
                .isInstanceOf(FactorKeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        for (String text : List.of("", "key", "key AAAA", "key !", "other AAAA")) {
            Files.writeString(file, text);
            assertThatThrownBy(this::key)
                    .as(text)
                    .isInstanceOf(FactorKeyException.class)
                    .hasMessageContaining("no key");
        }
    }

    @Test
    void withoutAFileThereIsNone() {
        FactorKey none = new FactorKey(null);

        assertThat(none.isAvailable()).isFalse();
        assertThatThrownBy(() -> none.encrypt(SECRET, "ada", false))
                .isInstanceOf(FactorKeyException.class);
    }
}
