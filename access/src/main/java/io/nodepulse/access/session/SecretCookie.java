package io.nodepulse.access.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that no script reads and no other site sends. Over TLS its name says that no other host
 * set it and that it never left over plain HTTP ({@code __Host-}, RFC 6265bis); over plain HTTP it
 * says the port.
 *
 * @param plainName its name without TLS
 * @param length how long a browser keeps it; null until it is closed
 */
record SecretCookie(String plainName, @Nullable Duration length) {

    /** What the request brings. */
    Optional<String> of(HttpServletRequest request) {
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

    void hand(String secret, HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name(request), secret);
        write(length == null ? cookie : cookie.maxAge(length), request, response);
    }

    /** Has the browser forget it. */
    void clear(HttpServletRequest request, HttpServletResponse response) {
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

    private String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + plainName : OwnCookie.plain(plainName, request);
    }
}
