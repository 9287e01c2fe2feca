package io.nodepulse.commands.web;

import io.nodepulse.commands.refusal.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Reads the ids of servers out of requests. */
public final class ServerIds {

    private static final String PARAMETER = "server_id";
    private static final String ALLOWED = "a UUID";
    private static final int UUID_LENGTH = 36;

    private ServerIds() {}

    /** The id in the query. */
    public static UUID ofQuery(HttpServletRequest request) {
        return QueryString.first(request, PARAMETER)
                .map(text -> parse(PARAMETER, text))
                .orElseThrow(() -> RefusedException.parameter(PARAMETER, "is missing", ALLOWED));
    }

    /** The id in the path. */
    public static UUID ofPath(String id) {
        return parse("id", id);
    }

    private static UUID parse(String parameter, String text) {
        UUID id = parseOrNull(text);
        if (id == null) {
            throw RefusedException.parameter(parameter, "must be " + ALLOWED, ALLOWED);
        }
        return id;
    }

    private static @Nullable UUID parseOrNull(String text) {
        try {
            return text.length() == UUID_LENGTH ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
