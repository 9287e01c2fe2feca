package io.nodepulse.access.gate;

import io.nodepulse.access.web.AccessProblem;
import io.nodepulse.access.web.AccessProblems;
import io.nodepulse.access.web.Refusal;
import io.nodepulse.access.web.Refusals;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/**
 * What every request passes first. Pushes of agents go straight on: they bring a token of their
 * own, which the ingest checks, and are too many to be looked at twice. Thread-safe.
 */
public final class Gate implements Filter {

    private static final String PUSH = "/metrics/prometheus";

    /** Asked by address, by whoever watches the machines; they say nothing of anybody. */
    private static final Set<String> ASKED_BY_ADDRESS =
            Set.of("/healthz", "/livez", "/readyz", "/metrics");

    private final OwnHosts hosts;
    private final Filter rules;
    private final AccessProblems problems;
    private final Refusals refusals;

    /**
     * @param hosts the server's own names besides loopback's
     * @param rules what follows
     */
    public Gate(
            Collection<String> hosts, Filter rules, AccessProblems problems, Refusals refusals) {
        this.hosts = new OwnHosts(hosts);
        this.rules = rules;
        this.problems = problems;
        this.refusals = refusals;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        if (isPush(request)) {
            chain.doFilter(request, response);
            return;
        }
        AccessProblem refusal = refusalOf(request);
        if (refusal != null) {
            problems.write(refusal, request, (HttpServletResponse) response);
            return;
        }
        try {
            rules.doFilter(request, response, chain);
        } catch (EventStoreUnavailableException e) {
            refusals.count(Refusal.STORE_UNAVAILABLE);
            problems.write(AccessProblem.storeAway(), request, (HttpServletResponse) response);
        }
    }

    private static boolean isPush(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(PUSH);
    }

    private @Nullable AccessProblem refusalOf(HttpServletRequest request) {
        if (ASKED_BY_ADDRESS.contains(request.getRequestURI())) {
            return null;
        }
        if (!hosts.areMeantBy(request)) {
            refusals.count(Refusal.FOREIGN_HOST);
            return AccessProblem.of(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this server is not known by that Host; nodepulse.access.hosts names the ones"
                            + " it has besides loopback");
        }
        if (!OwnOrigin.sent(request)) {
            refusals.count(Refusal.FOREIGN_ORIGIN);
            return AccessProblem.of(
                    HttpStatus.FORBIDDEN, "only pages of this server may send that");
        }
        return null;
    }
}
