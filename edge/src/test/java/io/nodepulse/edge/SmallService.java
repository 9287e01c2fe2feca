package io.nodepulse.edge;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A service whose controller fails in every way there is. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EdgeConfiguration.class, SmallService.Controller.class})
class SmallService {

    /** Why it refuses. */
    enum Reason implements RefusalReason {
        FULL,
        ERROR;

        @Override
        public HttpStatus status() {
            return HttpStatus.CONFLICT;
        }
    }

    /** It is full. */
    static class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What it needs is away, of which another module knows. */
    static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One kind of full. */
    static final class ReallyFullException extends FullException {
        private static final long serialVersionUID = 1L;
    }

    @Bean
    RefusalTable everybodys() {
        return RefusalTable.ofAll()
                .row(FullException.class, Refused.of(HttpStatus.GONE, "not this one"))
                .row(
                        AwayException.class,
                        Refused.of(HttpStatus.SERVICE_UNAVAILABLE, "away")
                                .after(Duration.ofSeconds(5)));
    }

    @Bean
    RefusalTable ours(MeterRegistry meters) {
        return RefusalTable.of(SmallService.class)
                .counted(new RefusalCounter(meters, "small.refused", Reason.values()))
                .row(FullException.class, Reason.FULL.because("full").titled("Full"));
    }

    @Bean
    RefusalTable ofAnotherModule() {
        return RefusalTable.of(String.class)
                .row(ReallyFullException.class, Refused.of(HttpStatus.GONE, "nor this"));
    }

    @Bean
    FilterRegistrationBean<Filter> failing() {
        FilterRegistrationBean<Filter> filter =
                new FilterRegistrationBean<>(
                        (request, response, chain) -> {
                            throw new IllegalStateException("s3cret");
                        });
        filter.addUrlPatterns("/small/filter");
        return filter;
    }

    @RestController
    static final class Controller {

        @GetMapping("/small/number")
        @Takes("n")
        String number(Parameters given) {
            return "" + given.required("n", Kind.wholeNumber(1, 100));
        }

        @PostMapping("/small/form")
        @Takes("n")
        String form(Parameters given, HttpServletRequest request) throws IOException {
            String body =
                    new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return given.required("n", Kind.TEXT) + " " + body;
        }

        @GetMapping("/small/json")
        Map<String, String> json() {
            return Map.of();
        }

        @PostMapping(path = "/small/typed", consumes = "application/json")
        void typed() {}

        @GetMapping("/small/full")
        void full() {
            throw new ReallyFullException();
        }

        @GetMapping("/small/wrapped")
        void wrapped() {
            throw new CompletionException(new FullException());
        }

        @GetMapping("/small/away")
        void away() {
            throw new AwayException();
        }

        @GetMapping("/small/stranger")
        void stranger() {
            throw Refused.of(HttpStatus.UNAUTHORIZED, "who are you");
        }

        @GetMapping("/small/secret")
        void secret() throws IOException {
            throw new IOException("s3cret");
        }

        @GetMapping("/small/error")
        void error() {
            throw new AssertionError("s3cret");
        }

        @GetMapping("/small/unavailable")
        void unavailable(HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "s3cret");
        }

        @GetMapping("/small/buffered")
        void buffered(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("half of it");
            throw new FullException();
        }

        @GetMapping("/small/breaks-badly")
        void breaksBadly(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("half of it");
            response.flushBuffer();
            throw new IllegalStateException("s3cret");
        }

        @GetMapping("/small/breaks")
        void breaks(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("half of it");
            response.flushBuffer();
            throw new FullException();
        }
    }
}
