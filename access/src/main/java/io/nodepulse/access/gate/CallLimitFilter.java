package io.nodepulse.access.gate;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.rule.AccessTable;
import io.nodepulse.access.rule.Load;
import io.nodepulse.access.rule.Need;
import io.nodepulse.edge.Refused;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers so many calls a second of each caller, and so many at a time, of each caller and of all,
 * by what they cost others. A caller is who was let in; where nobody has to be, the address.
 * Thread-safe.
 */
record CallLimitFilter(AccessRules rules, CallRates rates, RunningCalls calls, Refusing refusing)
        implements Filter {

    @Override
    public void doFilter(ServletRequest asked, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        Load load = AccessTable.loadOf(request);
        if (load == Load.LIGHT) {
            chain.doFilter(request, response);
            return;
        }
        String caller = callerOf(request);
        Refused refused = rates.take(load, caller);
        if (refused == null) {
            refused = calls.begin(load, caller);
        }
        if (refused != null) {
            refusing.answer(refused, request, (HttpServletResponse) response);
            return;
        }
        Ending ending = new Ending(() -> calls.end(load, caller), new AtomicBoolean());
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(ending);
            } else {
                ending.end();
            }
        }
    }

    private String callerOf(HttpServletRequest request) {
        if (rules.needOf(request) != Need.OPEN
                && SecurityContextHolder.getContext().getAuthentication() instanceof Caller known) {
            return known.actor().name();
        }
        return "address " + request.getRemoteAddr();
    }

    /** Ends the call once, however its answer ends. */
    private record Ending(Runnable action, AtomicBoolean ended) implements AsyncListener {

        void end() {
            if (ended.compareAndSet(false, true)) {
                action.run();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
