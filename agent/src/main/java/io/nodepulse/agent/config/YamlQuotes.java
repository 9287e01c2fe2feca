package io.nodepulse.agent.config;

/** Resolves quoted scalars. */
final class YamlQuotes {

    private YamlQuotes() {}

    /** The text between the quotes with its escapes resolved; {@code place} begins a complaint. */
    static String unquote(String quoted, String place) throws ConfigException {
        char quote = quoted.charAt(0);
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            boolean doubled = i + 1 < quoted.length() && quoted.charAt(i + 1) == quote;
            if (c == quote && quote == '\'' && doubled) {
                text.append(c);
                i++;
            } else if (c == quote) {
                if (i + 1 < quoted.length()) {
                    throw new ConfigException(place + quoted + " goes on behind its quotes");
                }
                return text.toString();
            } else if (c == '\\' && quote == '"') {
                i++;
                text.append(escaped(i < quoted.length() ? quoted.charAt(i) : 0, quoted, place));
            } else {
                text.append(c);
            }
        }
        throw new ConfigException(place + quoted + " lacks its closing quote");
    }

    private static char escaped(char c, String quoted, String place) throws ConfigException {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '"', '/' -> c;
            default ->
                    throw new ConfigException(
                            place
                                    + quoted
                                    + " has an unknown escape; allowed are \\n \\t \\\\ \\\" and,"
                                    + " in 'single' quotes, everything as it is");
        };
    }
}
