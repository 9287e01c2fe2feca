package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fetches the Valkey server with apt, but without root and without touching the system: apt runs on
 * a root of its own, checks the archive's signatures as always, and the packages are only unpacked.
 *
 * <p>The mirror is the one that the machine itself uses; only the backports suite is added to it.
 */
final class AptDownload {

    private static final List<String> PACKAGES = List.of("valkey-server", "valkey-tools");
    private static final String DEPENDS = "Depends: ";

    private final Path aptDirectory;
    private final Path osRelease;
    private final Consumer<String> progress;

    AptDownload(Path aptDirectory, Path osRelease, Consumer<String> progress) {
        this.aptDirectory = aptDirectory;
        this.osRelease = osRelease;
        this.progress = progress;
    }

    static AptDownload ofThisMachine(Consumer<String> progress) {
        return new AptDownload(Path.of("/etc/apt"), Path.of("/etc/os-release"), progress);
    }

    /** Unpacks the server and the libraries a bare system lacks into the directory. */
    void unpackInto(Path directory) throws IOException {
        if (!ProgramRun.of("apt-get", "--version").succeeded()) {
            throw new IOException("there is no apt-get on this system");
        }
        Path work = Files.createTempDirectory(directory.getParent(), "apt-");
        String suite = codename() + "-backports";
        List<String> options = privateRoot(work, suite);
        progress.accept("Reading the package lists of " + suite + " …");
        apt(work, "apt-get", options, "update");
        progress.accept("Downloading valkey-server …");
        List<String> packages = new ArrayList<>(PACKAGES);
        packages.addAll(libraries(work, options));
        apt(work, "apt-get", options, with("download", packages));
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(work, "*.deb")) {
            for (Path archive : archives) {
                require(ProgramRun.of("dpkg", "-x", archive.toString(), directory.toString()));
            }
        }
        DirectoryTree.delete(work);
    }

    private List<String> privateRoot(Path work, String suite) throws IOException {
        String codename = codename();
        AptSource mirror =
                AptSource.readAll(aptDirectory).stream()
                        .filter(s -> s.suites().contains(codename))
                        .findFirst()
                        .orElseThrow(
                                () -> new IOException("no package source of suite " + codename));
        Files.writeString(
                work.resolve("sources.list"),
                mirror.lineFor(codename) + "\n" + mirror.lineFor(suite) + "\n");
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        Files.createFile(work.resolve("status"));
        return settings(
                "Dir::Etc::SourceList=" + work.resolve("sources.list"),
                "Dir::Etc::SourceParts=/dev/null",
                "Dir::State=" + work,
                "Dir::State::Lists=" + work.resolve("lists"),
                "Dir::State::status=" + work.resolve("status"),
                "Dir::Cache=" + work.resolve("cache"),
                "Debug::NoLocking=1",
                "Acquire::Languages=none",
                "APT::Sandbox::User=root",
                "APT::Default-Release=" + suite);
    }

    /** The shared libraries the server's packages name, but for the C library itself. */
    private static TreeSet<String> libraries(Path work, List<String> options) throws IOException {
        String output = apt(work, "apt-cache", options, with("depends", PACKAGES)).output();
        TreeSet<String> names = new TreeSet<>();
        output.lines()
                .map(String::strip)
                .filter(l -> l.startsWith(DEPENDS + "lib") && !l.endsWith(" libc6"))
                .forEach(l -> names.add(l.substring(DEPENDS.length())));
        return names;
    }

    private static ProgramRun apt(
            Path work, String program, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "-C", work.toString(), program));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return require(ProgramRun.of(command, Map.of()));
    }

    private static ProgramRun require(ProgramRun run) throws IOException {
        if (!run.succeeded()) {
            throw new IOException(run.lastLine());
        }
        return run;
    }

    private String codename() throws IOException {
        try (Stream<String> lines = Files.lines(osRelease)) {
            return lines.filter(l -> l.startsWith("VERSION_CODENAME="))
                    .map(l -> l.substring(l.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no VERSION_CODENAME in " + osRelease));
        }
    }

    private static List<String> settings(String... settings) {
        List<String> options = new ArrayList<>();
        for (String setting : settings) {
            options.add("-o");
            options.add(setting);
        }
        return options;
    }

    private static String[] with(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toArray(String[]::new);
    }
}
