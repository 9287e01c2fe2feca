package io.nodepulse.trials.e2e;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A data folder as an earlier version left it, and what that version answered.
 *
 * <pre>
 * src/test/resources/data-folders/YYYY-MM-DD/
 *     folder.tar.xz    the whole folder of {@code up}, without its logs
 *     recorded.json    what {@link DataFolderRecording} asked, and the answers
 * </pre>
 */
record OldDataFolder(Path directory) {

    static final Path ALL = Path.of("src", "test", "resources", "data-folders");

    private static final JsonMapper JSON = new JsonMapper();

    /** The three databases of a new cluster are alike, and this spans two of them, in bytes. */
    private static final int WINDOW = 16 << 20;

    /** Of no use to a reader, and full of the paths of the machine that wrote them. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.opts", "valkey.log", "postgres.log", "nodepulse.log", "address");

    /** All that were ever recorded, the oldest first. */
    static List<OldDataFolder> all() throws IOException {
        try (Stream<Path> directories = Files.list(ALL)) {
            return directories.sorted().map(OldDataFolder::new).toList();
        }
    }

    JsonNode recorded() {
        return JSON.readTree(directory.resolve("recorded.json").toFile());
    }

    void write(Path folder, Object recorded) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("recorded.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recorded) + "\n");
        LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(WINDOW);
        try (OutputStream file = Files.newOutputStream(archive());
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new XZOutputStream(file, options));
                Stream<Path> paths = Files.walk(folder)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path path : paths.sorted().toList()) {
                if (!path.equals(folder) && !LEFT_OUT.contains(path.getFileName().toString())) {
                    pack(folder, path, tar);
                }
            }
        }
    }

    /** Restores the folder; PostgreSQL insists on the permissions of its own. */
    void unpackTo(Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(Files.newInputStream(archive())))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(entry, tar, folder.resolve(entry.getName()));
            }
        }
    }

    private Path archive() {
        return directory.resolve("folder.tar.xz");
    }

    private static void pack(Path folder, Path path, TarArchiveOutputStream tar)
            throws IOException {
        boolean leaf = Files.isRegularFile(path);
        TarArchiveEntry entry = new TarArchiveEntry(folder.relativize(path) + (leaf ? "" : "/"));
        boolean secret =
                !Files.getPosixFilePermissions(path).contains(PosixFilePermission.GROUP_READ);
        entry.setMode((leaf ? 0600 : 0700) | (secret ? 0 : 0055));
        entry.setModTime(0);
        entry.setSize(leaf ? Files.size(path) : 0);
        tar.putArchiveEntry(entry);
        if (leaf) {
            Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.copy(content, target);
        }
        boolean secret = (entry.getMode() & 0040) == 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(secret ? "rwx------" : "rwxr-xr-x"));
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
