package io.nodepulse.agent.config;

import io.nodepulse.agent.config.YamlLines.Line;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of YAML that configuration files are written in: maps and lists by indentation,
 * plain, 'single' and "double" quoted scalars, comments. Anything else is refused by line, rather
 * than read as something that the author did not mean.
 *
 * <p>The result is flat: {@code exporters[0].name} stands for the scalar of that path.
 */
final class YamlReader {

    private static final String NOT_SUPPORTED = "&*!|>%@`{[";

    private final String file;
    private final List<Line> lines;
    private final Map<String, Scalar> scalars = new LinkedHashMap<>();
    private int at;

    private YamlReader(String file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** A scalar and where it stands; an empty value is an empty text. */
    record Scalar(String text, int line) {}

    /** All scalars of the text by path, in file order. */
    static Map<String, Scalar> read(String file, String text) throws ConfigException {
        YamlReader reader = new YamlReader(file, YamlLines.of(file, text));
        if (!reader.lines.isEmpty()) {
            reader.block("", reader.lines.getFirst().indent());
            if (reader.at < reader.lines.size()) {
                throw reader.problem("is indented less than the lines before");
            }
        }
        return reader.scalars;
    }

    private void block(String path, int indent) throws ConfigException {
        boolean list = isListItem(lines.get(at).text());
        int item = 0;
        while (at < lines.size() && lines.get(at).indent() == indent) {
            Line line = lines.get(at);
            if (isListItem(line.text()) != list) {
                throw problem("mixes list items and keys");
            }
            if (list) {
                listItem(path + "[" + item++ + "]", line);
            } else {
                entry(path, line);
            }
        }
        if (at < lines.size() && lines.get(at).indent() > indent) {
            throw problem("is indented more than the lines before");
        }
    }

    private static boolean isListItem(String text) {
        return text.equals("-") || text.startsWith("- ");
    }

    private void listItem(String path, Line line) throws ConfigException {
        String rest = line.text().substring(1).stripLeading();
        if (rest.isEmpty()) {
            at++;
            if (at < lines.size() && lines.get(at).indent() > line.indent()) {
                block(path, lines.get(at).indent());
            }
            return;
        }
        if (keyEnd(rest) < 0) {
            put(path, rest, line);
            at++;
            return;
        }
        int indent = line.indent() + line.text().length() - rest.length();
        lines.set(at, new Line(line.number(), indent, rest));
        block(path, indent);
    }

    private void entry(String path, Line line) throws ConfigException {
        int keyEnd = keyEnd(line.text());
        if (keyEnd <= 0) {
            throw problem("is neither \"key: value\" nor a list item \"- …\"");
        }
        String key = scalar(line.text().substring(0, keyEnd).stripTrailing(), line);
        String child = path.isEmpty() ? key : path + "." + key;
        String value = line.text().substring(keyEnd + 1).strip();
        at++;
        if (!value.isEmpty()) {
            put(child, value, line);
            return;
        }
        boolean nested =
                at < lines.size()
                        && (lines.get(at).indent() > line.indent()
                                || (lines.get(at).indent() == line.indent()
                                        && isListItem(lines.get(at).text())));
        if (nested) {
            requireNew(child, line);
            block(child, lines.get(at).indent());
        } else {
            put(child, value, line);
        }
    }

    /** Index of the colon that ends a key, or -1. */
    private static int keyEnd(String text) {
        if (text.charAt(0) == '"' || text.charAt(0) == '\'') {
            int close = text.indexOf(text.charAt(0), 1);
            int colon = text.indexOf(':', close + 1);
            return close > 0 && colon > 0 && text.substring(close + 1, colon).isBlank()
                    ? colon
                    : -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    private void put(String path, String value, Line line) throws ConfigException {
        requireNew(path, line);
        if (!value.equals("[]") && !value.equals("{}")) {
            scalars.put(path, new Scalar(scalar(value, line), line.number()));
        }
    }

    private void requireNew(String path, Line line) throws ConfigException {
        for (String known : scalars.keySet()) {
            if (known.equals(path)
                    || known.startsWith(path + ".")
                    || known.startsWith(path + "[")) {
                throw new ConfigException(place(line) + path + " is there twice");
            }
        }
    }

    private String scalar(String text, Line line) throws ConfigException {
        if (text.isEmpty()) {
            return text;
        }
        char first = text.charAt(0);
        if (first == '\'' || first == '"') {
            return YamlQuotes.unquote(text, place(line));
        }
        if (NOT_SUPPORTED.indexOf(first) >= 0) {
            throw new ConfigException(
                    place(line) + "\"" + text + "\" must be put in quotes, or written as lines");
        }
        return text;
    }

    private ConfigException problem(String what) {
        return lines.get(at).problem(file, what);
    }

    private String place(Line line) {
        return line.place(file);
    }
}
