package io.nodepulse.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.memory.FileMappings.Mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileMappingsTest {

    private static final String JVM = "/opt/agent/lib/server/libjvm.so";

    @TempDir Path folder;

    @Test
    void findsWhatTheFilesCanGiveBack() throws IOException {
        String smaps =
                mapping("7f0000000000-7f0001000000 r-xp", JVM, 0)
                        + mapping("7f0001000000-7f0001300000 r--p", JVM, 0)
                        + mapping("800000000-800a00000 r--s", "/opt/agent/lib/modules", 0);
        assertThat(FileMappings.of(write(smaps), "/opt/agent"))
                .containsExactly(
                        new Mapping(0x7f0000000000L, 0x7f0001000000L),
                        new Mapping(0x7f0001000000L, 0x7f0001300000L),
                        new Mapping(0x800000000L, 0x800a00000L));
    }

    @Test
    void leavesAloneWhatWouldBeLost() throws IOException {
        String smaps =
                mapping("7f0000000000-7f0001000000 rw-p", JVM, 0)
                        + mapping("7f0001000000-7f0002000000 r--p", JVM, 940)
                        + mapping("7f0002000000-7f0002010000 r-xp", JVM, 0)
                        + mapping("7f0003000000-7f0004000000 r-xp", "/usr/lib/libother.so", 0)
                        + mapping("7f0005000000-7f0006000000 r--p", "", 0);
        assertThat(FileMappings.of(write(smaps), "/opt/agent")).isEmpty();
    }

    private Path write(String smaps) throws IOException {
        return Files.writeString(folder.resolve("smaps"), smaps);
    }

    private static String mapping(String addresses, String file, int anonymousKb) {
        return addresses
                + " 003a4000 fe:00 1234                      "
                + file
                + "\nSize:              16944 kB\nRss:               10992 kB\nAnonymous:         "
                + " ".repeat(3)
                + anonymousKb
                + " kB\nVmFlags: rd ex mr mw me\n";
    }
}
