package io.nodepulse.commands.web;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Optional;

/**
 * Reads parameters of the query. The servlet's own will not do, since to find them it reads the
 * body of whoever sends one as a form.
 */
public final class QueryString {

    private QueryString() {}

    /** The first value of that parameter. */
    public static Optional<String> first(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
