package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class AptSourceTest {

    @Test
    void readsOneLineSources() {
        assertThat(
                        AptSource.parseOneLine(
                                """
                                # deb http://mirror.test/off bookworm main
                                deb http://mirror.test/debian bookworm main contrib # comment
                                deb-src http://mirror.test/debian bookworm main
                                deb [arch=amd64 signed-by=/k.gpg] https://m.test/d bookworm-updates main
                                """))
                .containsExactly(
                        source("http://mirror.test/debian", "bookworm", "", "main", "contrib"),
                        source("https://m.test/d", "bookworm-updates", "/k.gpg", "main"));
    }

    @Test
    void readsStanzas() {
        assertThat(
                        AptSource.parseDeb822(
                                """
                                Types: deb
                                # a comment
                                URIs: http://mirror.test/debian
                                Suites: bookworm bookworm-updates
                                Components: main
                                Signed-By: /k.gpg

                                Types: deb
                                URIs: http://mirror.test/off
                                Suites: bookworm
                                Components: main
                                Enabled: no

                                Types: deb-src
                                URIs: http://mirror.test/debian
                                Suites: bookworm
                                Components: main

                                Types: deb deb-src
                                URIs: http://mirror.test/keyed
                                Suites: bookworm
                                Components: main
                                Signed-By:
                                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                                 .
                                 -----END PGP PUBLIC KEY BLOCK-----
                                """))
                .containsExactly(
                        new AptSource(
                                "http://mirror.test/debian",
                                List.of("bookworm", "bookworm-updates"),
                                List.of("main"),
                                "/k.gpg"),
                        source("http://mirror.test/keyed", "bookworm", "", "main"));
    }

    @Test
    void readsAllFilesOfADirectory(@TempDir Path apt) throws IOException {
        Files.writeString(apt.resolve("sources.list"), "deb http://a.test/ a main\n");
        Path parts = Files.createDirectory(apt.resolve("sources.list.d"));
        Files.writeString(parts.resolve("b.list"), "deb http://b.test/ b main\n");
        Files.writeString(
                parts.resolve("c.sources"),
                "Types: deb\nURIs: http://c.test/\nSuites: c\nComponents: main\n");
        Files.writeString(parts.resolve("d.save"), "deb http://d.test/ d main\n");
        assertThat(AptSource.readAll(apt))
                .extracting(AptSource::uri)
                .containsExactly("http://a.test/", "http://b.test/", "http://c.test/");
    }

    @Test
    void writesTheSameMirrorForAnotherSuite() {
        assertThat(source("http://m.test/d", "s", "", "main", "extra").lineFor("s-backports"))
                .isEqualTo("deb http://m.test/d s-backports main extra");
        assertThat(source("http://m.test/d", "s", "/k.gpg", "main").lineFor("t"))
                .isEqualTo("deb [signed-by=/k.gpg] http://m.test/d t main");
    }

    /** What was mended in a suite of security updates would be missed without it. */
    @Test
    void theDownloadAsksAllSourcesOfTheReleaseAndBackports() throws IOException {
        List<AptSource> all =
                List.of(
                        new AptSource(
                                "http://m.test/d",
                                List.of("bookworm", "bookworm-updates"),
                                List.of("main"),
                                "/k.gpg"),
                        source("http://s.test/s", "bookworm-security", "", "main"),
                        source("http://other.test/", "bookwormish", "", "main"),
                        source("http://cloud.test/", "sdk-bookworm", "", "main"));
        assertThat(AptDownload.sources(all, "bookworm", "bookworm-backports"))
                .isEqualTo(
                        """
                        deb [signed-by=/k.gpg] http://m.test/d bookworm main
                        deb [signed-by=/k.gpg] http://m.test/d bookworm-updates main
                        deb http://s.test/s bookworm-security main
                        deb [signed-by=/k.gpg] http://m.test/d bookworm-backports main
                        """);
    }

    private static AptSource source(
            String uri, String suite, String signedBy, String... components) {
        return new AptSource(uri, List.of(suite), List.of(components), signedBy);
    }
}
