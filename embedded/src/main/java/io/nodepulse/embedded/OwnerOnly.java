package io.nodepulse.embedded;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Keeps other accounts of the machine away from files: those to come, and those that are there. */
public final class OwnerOnly {

    private static final int UMASK = 0077;

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /** From now on, whatever this process and its children make is for their account alone. */
    public static void fromNowOn() {
        Linker linker = Linker.nativeLinker();
        try {
            int before =
                    (int)
                            linker.downcallHandle(
                                            linker.defaultLookup().findOrThrow("umask"),
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                                    .invokeExact(UMASK);
            assert before >= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("umask cannot be called", e);
        }
    }

    /**
     * Takes group and others every right to what is at that path and below it. Links are not
     * followed; what is absent, or goes meanwhile, is fine.
     */
    public static void tighten(Path root) throws IOException {
        if (Files.isSymbolicLink(root) || !Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new Tightening());
    }

    /** An orphan may still be at work there, so anything may go meanwhile. */
    private static void tightenAlone(Path path) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNER.containsAll(permissions)) {
                permissions.retainAll(OWNER);
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (NoSuchFileException e) {
            // It is no longer there for anybody.
        }
    }

    private static final class Tightening extends LiveTreeVisitor {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            tightenAlone(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!attributes.isSymbolicLink()) {
                tightenAlone(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
