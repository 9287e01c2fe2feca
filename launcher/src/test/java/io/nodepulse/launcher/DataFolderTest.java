package io.nodepulse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

class DataFolderTest {

    @TempDir private Path dir;

    @Test
    void isTheChosenOneOrTheUsersStateFolder() {
        String home = System.getProperty("user.home");
        assertThat(root(Optional.of(Path.of("/chosen")), "/state")).hasToString("/chosen");
        assertThat(root(Optional.empty(), "/state")).hasToString("/state/nodepulse");
        assertThat(root(Optional.empty(), "")).hasToString(home + "/.local/state/nodepulse");
    }

    @Test
    void secretsBelongToTheOwnerAlone() throws IOException {
        SecretFile secret = new SecretFile(dir.resolve("secret"));
        assertThat(secret.read()).isEmpty();
        secret.write("one");
        secret.write("two");
        assertThat(secret.read()).contains("two");
        assertThat(Files.getPosixFilePermissions(secret.path()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static Path root(Optional<Path> chosen, String stateHome) {
        return DataFolder.of(chosen, Map.of("XDG_STATE_HOME", stateHome)).root();
    }
}
