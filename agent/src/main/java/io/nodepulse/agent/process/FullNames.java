package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recovers process names that the kernel cut at {@value #KERNEL_NAME_LENGTH} characters from the
 * executable's file name, or from the first argument where the executable may not be read. Either
 * is only believed when it begins with the kernel's name.
 */
final class FullNames {

    static final int KERNEL_NAME_LENGTH = 15;

    private final ProcFiles files;
    private final ExporterStats stats;

    FullNames(ProcFiles files, ExporterStats stats) {
        this.files = files;
        this.stats = stats;
    }

    /** The full name of a process whose name has the kernel's full length. */
    byte[] of(String pid, byte[] kernelName) {
        byte[] full = ofExecutable(pid, kernelName);
        if (full == null) {
            full = ofFirstArgument(pid, kernelName);
        }
        return full == null ? kernelName : full;
    }

    private byte @Nullable [] ofExecutable(String pid, byte[] kernelName) {
        try {
            Path executable = Files.readSymbolicLink(files.root().resolve(pid).resolve("exe"));
            Path name = executable.getFileName();
            return name == null ? null : ifLonger(name.toString(), kernelName);
        } catch (IOException e) {
            if (files.isForbidden(pid, e)) {
                stats.unreadable().incrementAndGet();
            }
            return null;
        }
    }

    private byte @Nullable [] ofFirstArgument(String pid, byte[] kernelName) {
        try {
            files.load(pid.concat("/cmdline"));
        } catch (IOException _) {
            return null;
        }
        int to = 0;
        while (to < files.length() && files.bytes()[to] != 0) {
            to++;
        }
        String argument = new String(files.bytes(), 0, to, StandardCharsets.UTF_8);
        return ifLonger(argument.substring(argument.lastIndexOf('/') + 1), kernelName);
    }

    private static byte @Nullable [] ifLonger(String candidate, byte[] kernelName) {
        String marked = " (deleted)";
        String name =
                candidate.endsWith(marked)
                        ? candidate.substring(0, candidate.length() - marked.length())
                        : candidate;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= kernelName.length) {
            return null;
        }
        for (int i = 0; i < kernelName.length; i++) {
            if (bytes[i] != kernelName[i]) {
                return null;
            }
        }
        return bytes;
    }
}
