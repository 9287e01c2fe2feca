package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ValkeyBinaryTest {

    @TempDir private Path dir;

    private final List<String> progress = new ArrayList<>();

    @Test
    void takesTheNamedServerBeforeAllOthers() throws IOException {
        Path named = program("named/valkey-server", "Valkey server v=9.1.0 sha=0");
        program("path/valkey-server", "Valkey server v=8.0.1 sha=0");
        ValkeyBinary found = find(Map.of("VALKEY_SERVER", named.toString(), "PATH", dir + "/path"));
        assertThat(found).isEqualTo(new ValkeyBinary(named, "9.1.0", Map.of()));
    }

    @Test
    void takesTheFirstThatRunsOnThePath() throws IOException {
        program("broken/valkey-server", "cannot open shared object");
        Path good = program("good/valkey-server", "Valkey server v=8.0.1 sha=0");
        ValkeyBinary found = find(Map.of("PATH", dir + "/broken:" + dir + "/good"));
        assertThat(found.executable()).isEqualTo(good);
    }

    @Test
    void failsOnABadNamedServerAndLooksNoFurther() throws IOException {
        program("good/valkey-server", "Valkey server v=8.0.1 sha=0");
        Map<String, String> environment =
                Map.of("VALKEY_SERVER", "/no/such", "PATH", dir + "/good");
        assertThatThrownBy(() -> find(environment))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(
                        "VALKEY_SERVER is /no/such, which is not a Valkey server that runs here:"
                                + " correct it or unset it");
    }

    @Test
    void takesTheCachedDownload() throws IOException {
        Files.createDirectories(dir.resolve("nodepulse/valkey/usr/lib/x86_64-linux-gnu"));
        Path cached =
                program("nodepulse/valkey/usr/bin/valkey-server", "Valkey server v=8.0.1 sha=0");
        ValkeyBinary found = find(Map.of("PATH", "", "XDG_CACHE_HOME", dir.toString()));
        assertThat(found.executable()).isEqualTo(cached);
        assertThat(found.environment()).containsKey("LD_LIBRARY_PATH");
    }

    @Test
    void saysHowToInstallWhereNothingHelps() {
        assertThatThrownBy(() -> find(Map.of("PATH", "", "XDG_CACHE_HOME", dir.toString())))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("No Valkey server: install it")
                .hasMessageContaining("VALKEY_SERVER");
        assertThat(dir.resolve("nodepulse")).isDirectoryNotContaining("glob:**part*");
    }

    /** The same ones, but none is downloaded for it. */
    @Test
    void tellsOfTheOneThatIsThere() throws IOException {
        Map<String, String> bare = Map.of("PATH", dir + "/path", "XDG_CACHE_HOME", dir.toString());
        assertThat(ValkeyBinary.present(bare)).isEmpty();
        Files.createDirectories(dir.resolve("nodepulse/valkey/usr/lib/x86_64-linux-gnu"));
        program("nodepulse/valkey/usr/bin/valkey-server", "Valkey server v=8.0.1 sha=0");
        assertThat(ValkeyBinary.present(bare)).map(ValkeyBinary::version).hasValue("8.0.1");
        program("path/valkey-server", "Valkey server v=9.1.0 sha=0");
        assertThat(ValkeyBinary.present(bare)).map(ValkeyBinary::version).hasValue("9.1.0");
        assertThat(ValkeyBinary.present(Map.of("VALKEY_SERVER", "/no/such", "PATH", dir + "/path")))
                .isEmpty();
    }

    /** On a system whose apt has no source at all. */
    private ValkeyBinary find(Map<String, String> environment) {
        return ValkeyBinary.find(
                environment,
                new AptDownload(dir.resolve("apt"), dir.resolve("os-release"), progress::add));
    }

    private Path program(String name, String prints) throws IOException {
        Path program = dir.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\necho '" + prints + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
