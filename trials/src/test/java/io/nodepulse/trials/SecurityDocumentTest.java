package io.nodepulse.trials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whatever {@code SECURITY.md} says is checked is checked by a test that it names and that exists.
 */
class SecurityDocumentTest {

    private static final Path ROOT = Path.of("..");

    /** Of the sections whose tables have a line for each check. */
    private static final List<String> SECTIONS =
            List.of("## What each boundary checks", "## Who may do what, and for how long");

    /** A test class, or a file that stands somewhere in the repository. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "`((?<test>[A-Za-z0-9]+Test)|(?<file>(?!target/)[\\w.-]+(?:/[\\w.-]+)+))`");

    @Test
    void everyLineNamesATest() throws IOException {
        List<String> without =
                lines().stream().filter(line -> testsOrFiles(line).isEmpty()).toList();

        assertThat(lines()).as("lines of the tables").hasSizeGreaterThan(50);
        assertThat(without).isEmpty();
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> existing = testClasses();
        Set<String> missing = new TreeSet<>();
        for (String named : testsOrFiles(Files.readString(ROOT.resolve("SECURITY.md")))) {
            boolean exists =
                    named.contains("/")
                            ? Files.exists(ROOT.resolve(named))
                            : existing.contains(named);
            if (!exists) {
                missing.add(named);
            }
        }

        assertThat(existing).contains("SecurityDocumentTest");
        assertThat(missing).isEmpty();
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(ROOT.resolve("SECURITY.md"))) {
            if (line.startsWith("## ")) {
                section = line;
            } else if (line.startsWith("| ") && SECTIONS.contains(section)) {
                lines.add(line);
            }
        }
        lines.removeAll(headings(lines));
        return lines;
    }

    /** The first line of each table. */
    private static List<String> headings(List<String> lines) {
        return lines.stream()
                .filter(
                        line ->
                                line.startsWith("| boundary ")
                                        || line.startsWith("| what is tried "))
                .toList();
    }

    private static Set<String> testsOrFiles(String text) {
        Set<String> named = new TreeSet<>();
        for (Matcher each = NAMED.matcher(text); each.find(); ) {
            String file = each.group("file");
            named.add(file == null ? each.group("test") : file);
        }
        return named;
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                names.addAll(testClassesIn(module.resolve("src/test/java")));
            }
        }
        return names;
    }

    private static List<String> testClassesIn(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
    }
}
