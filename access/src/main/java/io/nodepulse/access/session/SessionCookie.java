package io.nodepulse.access.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Optional;

/** The cookie that carries a session's id. */
public final class SessionCookie {

    static final String NAME = "nodepulse_session";

    private static final SecretCookie COOKIE = new SecretCookie(NAME, null);

    private SessionCookie() {}

    /** The id that the request brings. */
    public static Optional<String> of(HttpServletRequest request) {
        return COOKIE.of(request);
    }

    /** Hands the id to the browser; it forgets it when it is closed, Valkey when it lies idle. */
    public static void hand(String id, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.hand(id, request, response);
    }

    /** Has the browser forget it. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.clear(request, response);
    }
}
