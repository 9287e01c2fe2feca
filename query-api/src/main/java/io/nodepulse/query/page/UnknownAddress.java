package io.nodepulse.query.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Answers who follows a link to nowhere: a browser that asks for a page gets the page, which says
 * in its own words that there is none, with the status 404. All others, and all of the API, get
 * problem details. Thread-safe.
 */
public final class UnknownAddress implements HandlerExceptionResolver, Ordered {

    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    /** Before those that make problem details of everything. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failure) {
        if (!(failure instanceof NoResourceFoundException) || !isNavigation(request)) {
            return null;
        }
        ClassPathResource page = new ClassPathResource("static/index.html");
        if (!page.exists()) {
            return null;
        }
        try {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            response.getOutputStream().write(page.getContentAsByteArray());
            return new ModelAndView();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNavigation(HttpServletRequest request) {
        String path = request.getRequestURI();
        return READING.contains(request.getMethod())
                && !path.equals("/api")
                && !path.startsWith("/api/")
                && asksForHtml(request.getHeader(HttpHeaders.ACCEPT));
    }

    /** By name: what takes anything, as curl and probes do, is no browser. */
    static boolean asksForHtml(@Nullable String accept) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            return types.stream()
                    .anyMatch(
                            type ->
                                    type.equalsTypeAndSubtype(MediaType.TEXT_HTML)
                                            && type.getQualityValue() > 0);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
