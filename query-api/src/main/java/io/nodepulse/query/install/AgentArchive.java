package io.nodepulse.query.install;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The agent with its runtime, packed for one architecture.
 *
 * @param architecture as Debian calls it
 * @param sha256 64 lower-case hex digits, as the file beside it says
 * @param modified when it was put there
 */
record AgentArchive(
        Path file, String version, String architecture, String sha256, FileTime modified) {

    static final String DIGEST_SUFFIX = ".sha256";

    private static final Pattern NAME =
            Pattern.compile("nodepulse-agent_([0-9A-Za-z.+~-]+)_([0-9a-z]+)\\.tar\\.xz");
    private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})(\\s.*)?", Pattern.DOTALL);

    /** The newest one of each architecture in that folder; one without its digest is none. */
    static List<AgentArchive> in(@Nullable Path directory) {
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        Map<String, AgentArchive> newest = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(AgentArchive::of)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(AgentArchive::modified))
                    .forEach(archive -> newest.put(archive.architecture(), archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(newest.values());
    }

    private static @Nullable AgentArchive of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        try {
            Path beside = file.resolveSibling(file.getFileName() + DIGEST_SUFFIX);
            Matcher digest = DIGEST.matcher(Files.readString(beside));
            return digest.matches()
                    ? new AgentArchive(
                            file,
                            name.group(1),
                            name.group(2),
                            digest.group(1),
                            Files.getLastModifiedTime(file))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** By which it is fetched. */
    String name() {
        return file.getFileName().toString();
    }
}
