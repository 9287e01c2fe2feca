package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Makes problem details of refusals. Thread-safe. */
public final class Problems {

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail of(Refused refused, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatus(refused.status());
        problem.setDetail(refused.getMessage());
        if (refused.title() != null) {
            problem.setTitle(refused.title());
        }
        refused.named().forEach(problem::setProperty);
        return complete(problem, request);
    }

    /** Names the request in its problem. */
    static ProblemDetail complete(ProblemDetail problem, HttpServletRequest request) {
        problem.setInstance(instance(request.getRequestURI()));
        problem.setProperty(RequestIds.KEY, RequestIds.of(request));
        return problem;
    }

    /** The path as it came; a request that is malformed may have one that is none. */
    private static @Nullable URI instance(@Nullable String path) {
        try {
            return path == null ? null : new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static HttpHeaders headers(Refused refused) {
        HttpHeaders headers = new HttpHeaders();
        if (refused.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refused.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfter().toSeconds()));
        }
        return headers;
    }

    /** Answers before any controller is asked. */
    public void write(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(refused.status().value());
        SecurityHeaders.write(request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers(refused).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(of(refused, request)));
    }
}
