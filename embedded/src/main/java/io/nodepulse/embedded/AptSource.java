package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mirror that this machine takes its packages from, read from {@code sources.list} (one line
 * per source) or a {@code .sources} file (deb822 stanzas).
 *
 * @param uri base address of the mirror
 * @param suites release names it is used for, such as {@code bookworm}
 * @param components areas of the archive, such as {@code main}
 * @param signedBy absolute path of the key ring, or empty for apt's trusted keys
 */
record AptSource(String uri, List<String> suites, List<String> components, String signedBy) {

    private static final Pattern ONE_LINE =
            Pattern.compile("deb\\s+(?:\\[([^]]*)]\\s+)?(\\S+)\\s+(\\S+)\\s+(.+)");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    /** All binary package sources below an apt configuration directory, {@code /etc/apt}. */
    static List<AptSource> readAll(Path aptDirectory) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        Path parts = aptDirectory.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (DirectoryStream<Path> stream =
                    Files.newDirectoryStream(parts, "*.{list,sources}")) {
                stream.forEach(files::add);
            }
        }
        List<AptSource> sources = new ArrayList<>();
        Path main = aptDirectory.resolve("sources.list");
        if (Files.isRegularFile(main)) {
            sources.addAll(parseOneLine(Files.readString(main)));
        }
        for (Path file : files) {
            String text = Files.readString(file);
            sources.addAll(
                    file.toString().endsWith(".list") ? parseOneLine(text) : parseDeb822(text));
        }
        return sources;
    }

    static List<AptSource> parseOneLine(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = ONE_LINE.matcher(line.strip());
            if (matcher.matches()) {
                String options = Optional.ofNullable(matcher.group(1)).orElse("");
                sources.add(
                        new AptSource(
                                matcher.group(2),
                                List.of(matcher.group(3)),
                                words(matcher.group(4).replaceFirst("#.*", "")),
                                keyRing(option(options, "signed-by"))));
            }
        }
        return sources;
    }

    static List<AptSource> parseDeb822(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String stanza : text.split("\n\\s*\n", -1)) {
            Map<String, String> fields = fields(stanza);
            boolean enabled = !fields.getOrDefault("enabled", "yes").equalsIgnoreCase("no");
            if (enabled && words(fields.getOrDefault("types", "")).contains("deb")) {
                for (String uri : words(fields.getOrDefault("uris", ""))) {
                    sources.add(
                            new AptSource(
                                    uri,
                                    words(fields.getOrDefault("suites", "")),
                                    words(fields.getOrDefault("components", "")),
                                    keyRing(fields.getOrDefault("signed-by", ""))));
                }
            }
        }
        return sources;
    }

    /** The same mirror for another suite, as one line of a sources.list. */
    String lineFor(String suite) {
        String options = signedBy.isEmpty() ? "" : "[signed-by=" + signedBy + "] ";
        return "deb %s%s %s %s".formatted(options, uri, suite, String.join(" ", components));
    }

    private static Map<String, String> fields(String stanza) {
        Map<String, String> fields = new HashMap<>();
        String last = "";
        for (String line : stanza.lines().filter(l -> !l.startsWith("#")).toList()) {
            int colon = line.indexOf(':');
            if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                fields.merge(last, line.strip(), (a, b) -> a + " " + b);
            } else if (colon > 0) {
                last = line.substring(0, colon).toLowerCase(Locale.ROOT);
                fields.put(last, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static String option(String options, String name) {
        return words(options).stream()
                .filter(o -> o.startsWith(name + "="))
                .map(o -> o.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Keys written into the source itself are left to apt's trusted keys. */
    private static String keyRing(String signedBy) {
        return signedBy.startsWith("/") ? signedBy : "";
    }

    private static List<String> words(String text) {
        return BLANK.splitAsStream(text.strip()).filter(w -> !w.isEmpty()).toList();
    }
}
