package io.nodepulse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nodepulse.embedded.SecretFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    @Test
    void takesOthersEveryRightToWhatIsOurs() throws IOException {
        Path data = Files.createDirectory(dir.resolve("data"));
        Path strange = Files.writeString(data.resolve("strange"), "");
        Path target = Files.writeString(dir.resolve("target"), "");
        Path inner = Files.createDirectories(data.resolve("valkey/appendonlydir"));
        Path log = Files.writeString(inner.resolve("a.aof"), "");
        Path token = Files.writeString(data.resolve("admin-token"), "");
        Files.createSymbolicLink(data.resolve("valkey/link"), target);
        for (Path file : List.of(strange, target, log, token)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        new DataFolder(data).tighten();
        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(inner)).isEqualTo("rwx------");
        assertThat(mode(log)).isEqualTo("rw-------");
        assertThat(mode(token)).isEqualTo("rw-------");
        assertThat(mode(strange)).isEqualTo("rw-r--r--");
        assertThat(mode(target)).isEqualTo("rw-r--r--");
    }

    /** The administrator's token goes to that address. */
    @ParameterizedTest
    @CsvSource({
        "rwx------, rw-------, true",
        "rwxr-xr-x, rw-r--r--, true",
        "rwxrwx---, rw-------, false",
        "rwx----w-, rw-------, false",
        "rwx------, rw-rw----, false",
        "rwx------, rw-----w-, false"
    })
    void anAddressThatOthersMayHaveWrittenIsNotBelieved(
            String ofFolder, String ofFile, boolean believed) throws IOException {
        Path data = Files.createDirectory(dir.resolve("data"));
        DataFolder folder = new DataFolder(data);
        assertThat(folder.address()).isEmpty();
        folder.writeAddress("http://127.0.0.1:8080/");
        assertThat(mode(data.resolve("address"))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(
                data.resolve("address"), PosixFilePermissions.fromString(ofFile));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(ofFolder));
        if (believed) {
            assertThat(folder.address()).contains("http://127.0.0.1:8080/");
        } else {
            assertThatThrownBy(folder::address)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Other accounts of this machine may write to ");
        }
    }

    @Test
    void anAddressOfAnotherAccountIsNotBelieved() throws IOException {
        Path data = Files.createDirectory(dir.resolve("data"));
        new DataFolder(data).writeAddress("http://127.0.0.1:8080/");
        int own = OwnFiles.ownUid();
        OwnFiles.require(data.resolve("address"), own);
        // Root's are believed by everybody.
        assumeThat(own == 0 && chown(data.resolve("address"), 65534)).isTrue();

        assertThatThrownBy(new DataFolder(data)::address)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("address belongs to another account (65534)");
        chown(data.resolve("address"), 0);
        chown(data, 65534);
        assertThatThrownBy(new DataFolder(data)::address)
                .hasMessageContaining("data belongs to another account (65534)");
    }

    private static boolean chown(Path path, int uid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid);
        return true;
    }

    /** Such as /tmp, which must stay as it is. */
    @Test
    void isNoFolderThatEveryAccountShares() throws IOException {
        Path shared = Files.createDirectory(dir.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> new DataFolder(shared).tighten())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("choose a folder of your own");
        assertThat(mode(shared)).isEqualTo("rwxrwxrwx");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path root(Optional<Path> chosen, String stateHome) {
        return DataFolder.of(chosen, Map.of("XDG_STATE_HOME", stateHome)).root();
    }
}
