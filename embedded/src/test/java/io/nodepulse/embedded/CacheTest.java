package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class CacheTest {

    private static final int FILES = 200;

    @TempDir private Path dir;

    private final List<String> said = new ArrayList<>();

    @Test
    void processesThatFillTheSameEntryAtOnceFillItOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    CacheTest.class.getName(),
                                    dir.toString())
                            .inheritIO()
                            .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(Files.readAllLines(dir.resolve("fills"))).hasSize(1);
    }

    @Test
    void aFailedFillLeavesNothing() {
        Cache cache = new Cache(dir);
        assertThatThrownBy(
                        () ->
                                cache.provide(
                                        "entry",
                                        Files::isDirectory,
                                        directory -> {
                                            Files.createFile(directory.resolve("half"));
                                            throw new IOException("cut off");
                                        }))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("cut off");
        assertThat(dir).isDirectoryNotContaining("glob:**part*");
        assertThat(dir.resolve("entry")).doesNotExist();
    }

    @Test
    void whatIsOldIsFilledAgain() throws IOException {
        fresh("first");
        assertThat(fresh("second")).hasContent("first");
        age(Duration.ofDays(8));
        assertThat(fresh("third")).hasContent("third");
        assertThat(fresh("fourth")).hasContent("third");
        assertThat(said).isEmpty();
    }

    @Test
    void withoutANetworkTheOldOneStaysAndADayLaterItIsTriedAgain() throws IOException {
        fresh("first");
        age(Duration.ofDays(8));
        assertThat(fresh(null)).hasContent("first");
        assertThat(said).singleElement().asString().contains("no network");
        assertThat(fresh(null)).hasContent("first");
        assertThat(said).as("not at each start").hasSize(1);
        age(Duration.ofDays(7).plusHours(1));
        assertThat(fresh("second")).hasContent("second");
    }

    /** The file of an entry that may be a week old; null fills nothing. */
    private Path fresh(@Nullable String text) {
        return new Cache(dir)
                .provideFresh(
                        "entry",
                        Duration.ofDays(7),
                        Files::isDirectory,
                        directory -> {
                            if (text == null) {
                                throw new IOException("no network");
                            }
                            Files.writeString(directory.resolve("file"), text);
                        },
                        said::add)
                .resolve("file");
    }

    private void age(Duration age) throws IOException {
        Files.setLastModifiedTime(dir.resolve("entry"), FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void followsTheUsersCacheHome() {
        assertThat(Cache.of(Map.of("XDG_CACHE_HOME", "/x")).root())
                .isEqualTo(Path.of("/x/nodepulse"));
        assertThat(Cache.of(Map.of()).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/nodepulse"));
    }

    /** One of the processes: asks for the entry and checks that it is whole. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        new Cache(root).provide("entry", CacheTest::isWhole, entry -> fill(root, entry));
        if (!isWhole(root.resolve("entry"))) {
            throw new IllegalStateException("the entry is not whole");
        }
    }

    private static void fill(Path root, Path entry) throws IOException {
        Files.writeString(
                root.resolve("fills"),
                "filled\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        for (int i = 0; i < FILES; i++) {
            Files.createFile(entry.resolve("file-" + i));
        }
    }

    private static boolean isWhole(Path entry) {
        String[] names = entry.toFile().list();
        return names != null && names.length == FILES;
    }
}
