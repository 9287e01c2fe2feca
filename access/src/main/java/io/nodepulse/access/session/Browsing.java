package io.nodepulse.access.session;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * From where and with what somebody signed in, for them to recognise it.
 *
 * @param address of the request
 * @param userAgent as it calls itself, of which nothing has to be true; null if it does not
 */
public record Browsing(String address, @Nullable String userAgent) {

    private static final int MAX_LENGTH = 256;

    /** As that request has it. */
    public static Browsing of(HttpServletRequest request) {
        String said = request.getHeader(HttpHeaders.USER_AGENT);
        return new Browsing(request.getRemoteAddr(), said == null ? null : cut(said));
    }

    private static String cut(String said) {
        return said.substring(0, Math.min(said.length(), MAX_LENGTH));
    }
}
