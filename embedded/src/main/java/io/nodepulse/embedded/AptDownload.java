package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fetches the Valkey server with apt, but without root and without touching the system: apt runs on
 * a root of its own, checks the archive's signatures as always, and the packages are only unpacked.
 *
 * <p>The mirrors are those that the machine itself uses, with their security updates; only the
 * backports suite is added. The newest version of them all is taken.
 */
final class AptDownload {

    private static final List<String> PACKAGES = List.of("valkey-server", "valkey-tools");

    /** Without this, apt prefers what is no backport, also where it is older. */
    private static final String NEWEST =
            """
            Package: *
            Pin: release n=%s
            Pin-Priority: 500
            """;

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

    /** Tells whoever waits for it. */
    void say(String line) {
        progress.accept(line);
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
        Files.writeString(
                work.resolve("sources.list"),
                sources(AptSource.readAll(aptDirectory), codename, suite));
        Files.writeString(work.resolve("preferences"), NEWEST.formatted(suite));
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
                "Dir::Etc::Preferences=" + work.resolve("preferences"),
                "Dir::Etc::PreferencesParts=/dev/null");
    }

    /** The machine's own sources of this release with its updates, and one suite besides. */
    static String sources(List<AptSource> all, String codename, String suite) throws IOException {
        AptSource mirror =
                all.stream()
                        .filter(source -> source.suites().contains(codename))
                        .findFirst()
                        .orElseThrow(
                                () -> new IOException("no package source of suite " + codename));
        Set<String> lines = new LinkedHashSet<>();
        for (AptSource source : all) {
            source.suites().stream()
                    .filter(each -> each.equals(codename) || each.startsWith(codename + "-"))
                    .forEach(each -> lines.add(source.lineFor(each)));
        }
        lines.add(mirror.lineFor(suite));
        return String.join("\n", lines) + "\n";
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
