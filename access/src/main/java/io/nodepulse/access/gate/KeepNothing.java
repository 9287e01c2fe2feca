package io.nodepulse.access.gate;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriterFilter;

import java.util.List;

/**
 * Has no browser and no proxy keep an answer, as answers are about people and machines; what may be
 * kept says so itself. Written last, when a controller has said so. A class of its own, as a filter
 * passes over a request that another one of its class has seen. Thread-safe.
 */
final class KeepNothing extends HeaderWriterFilter {

    KeepNothing() {
        super(List.of((request, response) -> write(response)));
    }

    private static void write(HttpServletResponse response) {
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)
                && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
