package io.nodepulse.access.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that carries a session's id. Over TLS its name says that no other host set it and that
 * it never left over plain HTTP ({@code __Host-}, RFC 6265bis); over plain HTTP it says the port.
 */
public final class SessionCookie {

    static final String NAME = "nodepulse_session";

    private SessionCookie() {}

    /** The id that the request brings. */
    public static Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            String name = name(request);
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Hands the id to the browser; it forgets it when it is closed, Valkey when it lies idle. */
    public static void hand(String id, HttpServletRequest request, HttpServletResponse response) {
        write(ResponseCookie.from(name(request), id), request, response);
    }

    /** Has the browser forget it. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(ResponseCookie.from(name(request), "").maxAge(Duration.ZERO), request, response);
    }

    private static void write(
            ResponseCookie.ResponseCookieBuilder cookie,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path("/")
                        .build()
                        .toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : OwnCookie.plain(NAME, request);
    }
}
