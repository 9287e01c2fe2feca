package io.nodepulse.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Valkey server program that runs on this machine.
 *
 * @param executable absolute path of {@code valkey-server}; the name matters, since the program
 *     picks its role by it
 * @param version as it prints itself, such as {@code 8.0.1}
 * @param environment what it needs to find its libraries, empty for an installed one
 */
public record ValkeyBinary(Path executable, String version, Map<String, String> environment) {

    private static final String PROGRAM = "valkey-server";

    /** So long a download is used before the package sources are asked for a newer one. */
    private static final Duration LONGEST_CACHED = Duration.ofDays(7);

    private static final String CACHED = "valkey";
    private static final String VARIABLE = "VALKEY_SERVER";
    private static final Pattern VERSION = Pattern.compile("[Vv]alkey server v=(\\S+).*");

    public ValkeyBinary {
        environment = Map.copyOf(environment);
    }

    /**
     * Looks for the server in {@code $VALKEY_SERVER}, on the {@code PATH}, in the cache of earlier
     * downloads, and at last downloads it with apt into that cache, which needs no root. A download
     * that is a week old is made again, where that is possible.
     *
     * @param progress hears one line per step that takes time
     * @throws EmbeddedException saying how to install it
     */
    public static ValkeyBinary find(Consumer<String> progress) {
        return find(System.getenv(), AptDownload.ofThisMachine(progress));
    }

    /** The one that is there already, if any: nothing is downloaded, however old it is. */
    public static Optional<ValkeyBinary> present() {
        return present(System.getenv());
    }

    static Optional<ValkeyBinary> present(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return probe(Path.of(named), Map.of());
        }
        return onPath(environment.getOrDefault("PATH", ""))
                .or(() -> unpacked(Cache.of(environment).root().resolve(CACHED)));
    }

    static ValkeyBinary find(Map<String, String> environment, AptDownload download) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return probe(Path.of(named), Map.of())
                    .orElseThrow(
                            () ->
                                    new EmbeddedException(
                                            VARIABLE
                                                    + " is "
                                                    + named
                                                    + ", which is not a Valkey server that runs"
                                                    + " here: correct it or unset it"));
        }
        return onPath(environment.getOrDefault("PATH", ""))
                .or(() -> cached(environment, download))
                .orElseThrow(() -> new EmbeddedException(howToInstall("it does not run here")));
    }

    private static Optional<ValkeyBinary> onPath(String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> probe(Path.of(directory, PROGRAM), Map.of()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ValkeyBinary> cached(
            Map<String, String> environment, AptDownload download) {
        Path tree =
                Cache.of(environment)
                        .provideFresh(
                                CACHED,
                                LONGEST_CACHED,
                                directory -> unpacked(directory).isPresent(),
                                directory -> fill(directory, download),
                                reason -> download.say("Valkey stays what it is: " + reason));
        return unpacked(tree);
    }

    private static void fill(Path directory, AptDownload download) {
        try {
            download.unpackInto(directory);
        } catch (IOException e) {
            throw new EmbeddedException(howToInstall(e.toString()), e);
        }
    }

    private static String howToInstall(String reason) {
        return "No Valkey server: install it (on Debian: apt install valkey-server, from backports"
                + " before Debian 13) or set "
                + VARIABLE
                + " to its path; the download with apt failed: "
                + reason;
    }

    private static Optional<ValkeyBinary> unpacked(Path tree) {
        Path libraries = tree.resolve("usr/lib");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> triplets = Files.newDirectoryStream(libraries, "*-linux-*")) {
            for (Path triplet : triplets) {
                return probe(
                        tree.resolve("usr/bin").resolve(PROGRAM),
                        Map.of("LD_LIBRARY_PATH", triplet.toString()));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ValkeyBinary> probe(Path program, Map<String, String> environment) {
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            return Optional.empty();
        }
        try {
            Path absolute = program.toAbsolutePath();
            ProgramRun run = ProgramRun.of(List.of(absolute.toString(), "--version"), environment);
            Matcher matcher = VERSION.matcher(run.output().strip());
            return matcher.matches()
                    ? Optional.of(new ValkeyBinary(absolute, matcher.group(1), environment))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
