package io.nodepulse.agent.config;

import java.util.ArrayList;
import java.util.List;

/** The lines of a configuration that say something. */
final class YamlLines {

    private YamlLines() {}

    /**
     * A line without indentation and comment.
     *
     * @param number from 1 on
     * @param indent how many blanks stood before it
     */
    record Line(int number, int indent, String text) {

        ConfigException problem(String file, String what) {
            return new ConfigException(place(file) + "\"" + text + "\" " + what);
        }

        String place(String file) {
            return file + ":" + number + ": ";
        }
    }

    static List<Line> of(String file, String text) throws ConfigException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            int indent = 0;
            while (indent < line.length() && line.charAt(indent) == ' ') {
                indent++;
            }
            String content = withoutComment(line.substring(indent)).stripTrailing();
            if (content.isEmpty() || (number == 1 && content.equals("---"))) {
                continue;
            }
            Line found = new Line(number, indent, content);
            if (content.charAt(0) == '\t') {
                throw found.problem(file, "is indented with a tab; use spaces");
            }
            lines.add(found);
        }
        return lines;
    }

    private static String withoutComment(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '#' && (i == 0 || text.charAt(i - 1) <= ' ')) {
                return text.substring(0, i);
            } else if ((c == '"' || c == '\'') && (i == 0 || text.charAt(i - 1) <= ' ')) {
                quote = c;
            }
        }
        return text;
    }
}
