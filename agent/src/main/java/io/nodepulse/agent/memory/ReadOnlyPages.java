package io.nodepulse.agent.memory;

import io.nodepulse.agent.memory.FileMappings.Mapping;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * The pages of the runtime's code, class archive and class library. The steady agent uses a third
 * of those that the start maps; what is used again is mapped again from the page cache.
 *
 * <p>On every fault the kernel maps the 64 kB around the address as far as it has them in memory,
 * but never beyond a mapping, and scattered use soon maps nearly all. Alternating advice cuts the
 * mappings into pieces of {@value #PIECE_BYTES} bytes, so that a fault brings in at most that. Used
 * by one thread.
 */
final class ReadOnlyPages {

    /** Smaller pieces save little more, and each costs the kernel some 200 bytes. */
    static final int PIECE_BYTES = 16 * 1024;

    private static final Path SMAPS = Path.of("/proc/self/smaps");

    /** Values of {@code <sys/mman.h>} on Linux. */
    private static final int MADV_RANDOM = 1;

    private static final int MADV_DONTNEED = 4;

    private @Nullable MethodHandle madvise;
    private List<Mapping> mappings = List.of();

    /** Finds the mappings and cuts them, once. Leaves a lot of garbage. */
    void cut() {
        if (madvise != null) {
            return;
        }
        try {
            madvise = madvise();
            mappings = FileMappings.of(SMAPS, System.getProperty("java.home"));
            for (Mapping mapping : mappings) {
                cut(madvise, mapping);
            }
        } catch (IOException | UnsupportedOperationException | IllegalCallerException e) {
            refused(e);
        }
    }

    /** Unmaps every page; those in use come back with the next fault. */
    void drop() {
        MethodHandle advice = madvise;
        if (advice == null) {
            return;
        }
        try {
            for (Mapping mapping : mappings) {
                advise(advice, mapping.from(), mapping.to() - mapping.from(), MADV_DONTNEED);
            }
        } catch (IOException e) {
            refused(e);
        }
    }

    private static void refused(Exception e) {
        Log.debug("unused memory cannot be given back", "reason", e.getMessage());
    }

    private static void cut(MethodHandle madvise, Mapping mapping) throws IOException {
        long step = 2L * PIECE_BYTES;
        for (long at = mapping.from() + PIECE_BYTES; at < mapping.to(); at += step) {
            long length = Math.min(PIECE_BYTES, mapping.to() - at);
            advise(madvise, at, length, MADV_RANDOM);
        }
    }

    /** {@code int madvise(void *address, size_t length, int advice)}. */
    private static MethodHandle madvise() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("madvise"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT));
    }

    private static void advise(MethodHandle madvise, long address, long length, int advice)
            throws IOException {
        int result;
        try {
            result = (int) madvise.invokeExact(address, length, advice);
        } catch (Throwable e) {
            throw new IllegalStateException("madvise declares no exception", e);
        }
        if (result != 0) {
            throw new IOException("madvise refuses " + length + " bytes, advice " + advice);
        }
    }
}
