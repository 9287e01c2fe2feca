package io.nodepulse.edge;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/**
 * Answers with problem details where Tomcat itself refuses a request, or has to answer for what a
 * filter threw: its own page is HTML. Thread-safe.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    private final JsonMapper json;

    ProblemValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        ProblemDetail problem = ProblemDetail.forStatus(status);
        if (status == HttpStatus.BAD_REQUEST.value()) {
            problem.setDetail("the address or a header is malformed");
        }
        Problems.complete(problem, request);
        SecurityHeaders.write(request, response);
        response.setHeader(RequestIds.HEADER, RequestIds.of(request));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            // Whoever was answering may have taken the writer; nothing of theirs is left.
            response.resetBuffer(true);
            response.getOutputStream().write(json.writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException e) {
            log.debug("the caller of a refused request is gone", e);
        }
    }
}
