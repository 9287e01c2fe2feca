package io.nodepulse.access.gate;

import io.nodepulse.access.session.Callers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

import java.util.function.Supplier;

/** Tells Spring Security who sent a request, once somebody asks. Keeps nothing itself. */
final class CallerContexts implements SecurityContextRepository {

    private final Callers callers;

    CallerContexts(Callers callers) {
        this.callers = callers;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new OnceAsked(() -> contextOf(request));
    }

    private SecurityContext contextOf(HttpServletRequest request) {
        SecurityContext context = new SecurityContextImpl();
        callers.of(request).ifPresent(context::setAuthentication);
        return context;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still has it
    public SecurityContext loadContext(HttpRequestResponseHolder both) {
        return contextOf(both.getRequest());
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // a session begins where somebody signs in, and nowhere else
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return callers.of(request).isPresent();
    }

    /** Looks the caller up at the first question. Used by one request's thread. */
    private static final class OnceAsked implements DeferredSecurityContext {

        private final Supplier<SecurityContext> question;
        private @Nullable SecurityContext answer;

        OnceAsked(Supplier<SecurityContext> question) {
            this.question = question;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = answer;
            if (known == null) {
                known = question.get();
                answer = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }
}
