package io.nodepulse.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class SecretTextTest {

    @ParameterizedTest
    @CsvSource({
        "600, false, false, true",
        "400, false, false, true",
        "600, true,  false, true",
        "640, true,  true,  true",
        "440, true,  true,  true",
        "640, true,  false, false",
        "640, false, true,  false",
        "660, true,  true,  false",
        "644, true,  true,  false",
        "604, true,  true,  false",
        "602, false, false, false",
        "601, false, false, false",
        "777, true,  true,  false"
    })
    void isForTheAgentAlone(String mode, boolean ofRoot, boolean ofOwnGroup, boolean own) {
        assertThat(SecretText.isOwn(Integer.parseInt(mode, 8), ofRoot, ofOwnGroup)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "rwx------, rw-r--r--, true",
        "rwx------, rw-rw-rw-, true",
        "rwxr-x---, rw----r--, true",
        "rwxr-x---, rw-rw----, false",
        "rwxr-xr-x, rw-r--r--, false",
        "rwxr-xr-x, rw-------, true",
        "rwx--x--x, rw-r--r--, false"
    })
    void aFolderLetsNobodyThrough(String ofFolder, String ofFile, boolean own, @TempDir Path dir)
            throws IOException {
        // The folder that JUnit makes is its owner's alone.
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Path file = Files.writeString(folder.resolve("token"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(ofFile));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ofFolder));
        if (own) {
            assertThat(SecretText.read(file)).isEqualTo("secret");
        } else {
            assertThatIOException()
                    .isThrownBy(() -> SecretText.read(file))
                    .withMessageContaining("is not for the agent alone");
        }
    }
}
