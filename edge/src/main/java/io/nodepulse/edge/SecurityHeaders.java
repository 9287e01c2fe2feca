package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Map;

/**
 * What browsers are told to do for us, the same for every answer: those of the controllers, of the
 * gate before them, and of Tomcat where it refuses a request itself.
 */
public final class SecurityHeaders {

    /** The page loads nothing from elsewhere; charts set styles of their own. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "same-origin",
                    "Content-Security-Policy", POLICY);

    /** Said over TLS only, as browsers believe it only there (RFC 6797, 7.2). */
    private static final String ONE_YEAR = "max-age=31536000 ; includeSubDomains";

    private SecurityHeaders() {}

    /** Sets the headers of an answer that has not begun. */
    public static void write(HttpServletRequest request, HttpServletResponse response) {
        ALWAYS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
