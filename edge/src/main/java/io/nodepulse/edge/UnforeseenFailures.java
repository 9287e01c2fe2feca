package io.nodepulse.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/**
 * Takes what filters and the servlet throw before Tomcat does, which would write down each with its
 * trace: it goes to the {@link FailureLog}, and {@link ProblemValve} answers. Where the answer has
 * begun the connection breaks.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
final class UnforeseenFailures extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(UnforeseenFailures.class);

    private final FailureLog failures;

    UnforeseenFailures(FailureLog failures) {
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            // A form that is too large, or none: Tomcat says which.
            response.sendError(e.getErrorCode());
        } catch (IOException | ServletException | RuntimeException | StackOverflowError e) {
            if (!isCallerGone(e)) {
                failures.write(log, Level.ERROR, nameOf(request), e);
            }
            if (response.isCommitted()) {
                throw new CloseNowException("the answer cannot be ended", e);
            }
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private static String nameOf(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** There is nobody to answer, and nothing has failed here. */
    private static boolean isCallerGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException
                    || cause instanceof CloseNowException
                    || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }
}
