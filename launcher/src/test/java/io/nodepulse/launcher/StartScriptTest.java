package io.nodepulse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The script at the root, in an empty checkout on a machine that lacks something. */
class StartScriptTest {

    private static final List<String> USUAL_PROGRAMS =
            List.of(
                    "bash",
                    "cat",
                    "dirname",
                    "env",
                    "find",
                    "flock",
                    "grep",
                    "head",
                    "mkdir",
                    "mktemp",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "tail",
                    "tee");

    @TempDir private Path dir;
    private Path programs;

    @BeforeEach
    void makeTheMachine() throws IOException {
        Files.copy(Path.of("..", "nodepulse"), dir.resolve("nodepulse"));
        programs = Files.createDirectory(dir.resolve("bin"));
        for (String program : USUAL_PROGRAMS) {
            program(program, "exec /usr/bin/" + program + " \"$@\"");
        }
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        assertThat(run()).isEqualTo("nodepulse: no Maven found: install maven 3.8.7 or later\n");
    }

    @Test
    void saysThatNodeIsMissingOrTooOld() throws Exception {
        program("mvn", "exit 0");
        assertThat(run())
                .isEqualTo(
                        "nodepulse: the page needs Node.js 20 or later, found none:"
                                + " install nodejs 20 with npm\n");
        program("node", "echo v18.20.4");
        assertThat(run()).contains("found v18.20.4");
        program("node", "echo v22.1.0");
        assertThat(run()).startsWith("nodepulse: no npm found");
    }

    @Test
    void showsTheReasonOfAFailedBuild() throws Exception {
        program("node", "echo v20.0.0");
        program("npm", "exit 0");
        program("mvn", "echo '[INFO] Building Some module 0.1 [1/9]'; echo '[ERROR] no'; exit 1");
        assertThat(run())
                .contains("  [1/9] Some module\n[ERROR] no\n")
                .endsWith("the whole log is %s/target/build.log\n".formatted(dir));
    }

    /** The page's build writes beside its sources, after the build began. */
    @Test
    void doesNotBuildAgainWhatItHasBuilt() throws Exception {
        program("node", "echo v20.0.0");
        program("npm", "exit 0");
        program(
                "mvn",
                "echo built >> "
                        + dir.resolve("builds")
                        + "; cd "
                        + dir
                        + "; mkdir -p trials/target ui/dist ui/node_modules"
                        + "; for f in trials/target/nodepulse-trials.jar ui/dist/index.html"
                        + " ui/node_modules/x; do echo > $f; done");
        Files.createDirectories(dir.resolve("ui/src"));
        Files.writeString(dir.resolve("ui/src/main.tsx"), "");

        assertThat(run()).contains("Building NodePulse").contains("Invalid or corrupt jarfile");
        assertThat(run()).contains("Invalid or corrupt jarfile").doesNotContain("Building");
        assertThat(dir.resolve("builds")).hasContent("built");
    }

    private void program(String name, String body) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Runs the script, which must fail, and returns all that it says. */
    private String run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(dir.resolve("nodepulse").toString(), "up")
                        .redirectErrorStream(true);
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        return output;
    }
}
