package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Recovers process names that the kernel cut at {@value #KERNEL_NAME_LENGTH} bytes, from the
 * executable's file name, or from one of the first arguments: the name of the program, or that of
 * the script where an interpreter is the executable. Either is only believed when it begins with
 * the kernel's name.
 */
final class FullNames {

    static final int KERNEL_NAME_LENGTH = 15;

    /** Options of an interpreter come before its script, but not many of them. */
    private static final int MAX_ARGUMENTS = 8;

    private static final String DELETED = " (deleted)";

    private final ProcFiles files;
    private final ExporterStats stats;

    FullNames(ProcFiles files, ExporterStats stats) {
        this.files = files;
        this.stats = stats;
    }

    /** The full name of a process whose name has the kernel's full length. */
    byte[] of(String pid, byte[] kernelName) {
        byte[] full = ofExecutable(pid);
        if (full == null || !startsWith(full, 0, full.length, kernelName)) {
            full = ofArguments(pid, kernelName);
        }
        return full == null ? kernelName : full;
    }

    private byte @Nullable [] ofExecutable(String pid) {
        try {
            Path executable = Files.readSymbolicLink(files.root().resolve(pid).resolve("exe"));
            Path name = executable.getFileName();
            if (name == null) {
                return null;
            }
            String text = name.toString();
            return (text.endsWith(DELETED)
                            ? text.substring(0, text.length() - DELETED.length())
                            : text)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            if (files.isForbidden(pid, e)) {
                stats.unreadable().incrementAndGet();
            }
            return null;
        }
    }

    /** The last part of the first argument that begins with the name; arguments end with a zero. */
    private byte @Nullable [] ofArguments(String pid, byte[] kernelName) {
        try {
            files.load(pid.concat("/cmdline"));
        } catch (IOException _) {
            return null;
        }
        byte[] bytes = files.bytes();
        int from = 0;
        for (int i = 0; i < MAX_ARGUMENTS && from < files.length(); i++) {
            int to = from;
            int name = from;
            while (to < files.length() && bytes[to] != 0) {
                name = bytes[to] == '/' ? to + 1 : name;
                to++;
            }
            if (startsWith(bytes, name, to, kernelName)) {
                return Arrays.copyOfRange(bytes, name, to);
            }
            from = to + 1;
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        return to - from >= start.length
                && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }
}
