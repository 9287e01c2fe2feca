package io.nodepulse.events.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A machine that does not let the library be loaded says so, and nothing worse comes of it. */
class MissingZstdTest {

    @Test
    void aLibraryThatCannotBeLoadedIsAnErrorOfInputAndOutput() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-DZstdNativePath=/nowhere/libzstd-jni.so",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MissingZstdTest.class.getName())
                        .redirectErrorStream(true)
                        .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("twice: zstd's library cannot be loaded");
        assertThat(process.waitFor()).isZero();
    }

    /** Writes a segment, twice: the second failure must be as clear as the first. */
    public static void main(String[] arguments) throws IOException {
        String first = failure();
        String second = failure();
        System.out.println((first.equals(second) ? "twice: " : first + "; then: ") + second);
    }

    private static String failure() throws IOException {
        List<SegmentAppend> appends = new RandomShard(1).next(3);
        try {
            RandomShard.segment(appends);
            return "written";
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
        }
    }
}
