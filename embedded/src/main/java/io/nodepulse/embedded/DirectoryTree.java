package io.nodepulse.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory with all that is below it. */
public final class DirectoryTree {

    private DirectoryTree() {}

    /** Copies the tree to where nothing is yet, with its modes and times. */
    public static void copy(Path root, Path copy) throws IOException {
        Files.createDirectories(copy.toAbsolutePath().getParent());
        ProgramRun run =
                ProgramRun.of("cp", "--archive", "--no-target-directory", root + "", copy + "");
        if (!run.succeeded()) {
            throw new IOException("cannot copy " + root + ": " + run.lastLine());
        }
    }

    /**
     * Deletes the tree without following links. What is absent is fine, also what goes meanwhile:
     * the end of a program may delete what the program is deleting.
     */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new Deletion());
    }

    private static final class Deletion extends LiveTreeVisitor {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
