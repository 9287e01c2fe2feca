package io.nodepulse.commands.payload;

import tools.jackson.core.TokenStreamContext;

/** Names a parser's position the way people write it. */
final class JsonPath {

    /** Characters of a path that an error repeats; names in it may come from an attacker. */
    private static final int MAX_LENGTH = 200;

    private JsonPath() {}

    /** Such as {@code process_exporter[0].timestamp}; {@code body} at the very top. */
    static String of(TokenStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(path, context);
        path.setLength(Math.min(path.length(), MAX_LENGTH));
        return path.isEmpty() ? "body" : path.toString();
    }

    private static void append(StringBuilder path, TokenStreamContext context) {
        TokenStreamContext parent = context.getParent();
        if (parent != null) {
            append(path, parent);
        }
        String name = context.inObject() ? context.currentName() : null;
        if (name != null) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        } else if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        }
    }
}
