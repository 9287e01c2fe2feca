package io.nodepulse.access.gate;

import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/**
 * What every request passes first. Pushes of agents go straight on: they bring a token of their
 * own, which the ingest checks, and are too many to be looked at twice. Thread-safe.
 */
public final class Gate implements Filter {

    private static final String PUSH = "/metrics/prometheus";

    /** Asked by whoever watches the machines. */
    private static final Set<String> WATCHED = Set.of("/healthz", "/livez", "/readyz", "/metrics");

    private final OwnHosts hosts;
    private final Filter rules;
    private final Refusing refusing;

    /**
     * @param hosts the server's own names besides loopback's
     * @param rules what follows
     */
    public Gate(Collection<String> hosts, Filter rules, Refusing refusing) {
        this.hosts = new OwnHosts(hosts);
        this.rules = rules;
        this.refusing = refusing;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        if (isPush(request)) {
            chain.doFilter(request, response);
            return;
        }
        Refused refusal = refusalOf(request);
        if (refusal != null) {
            refusing.answer(refusal, request, (HttpServletResponse) response);
            return;
        }
        try {
            rules.doFilter(request, response, chain);
        } catch (Refused refused) {
            refusing.answer(refused, request, (HttpServletResponse) response);
        } catch (EventStoreUnavailableException e) {
            refusing.answer(AccessRefusal.storeAway(), request, (HttpServletResponse) response);
        }
    }

    private static boolean isPush(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(PUSH);
    }

    private @Nullable Refused refusalOf(HttpServletRequest request) {
        boolean watched = WATCHED.contains(request.getRequestURI());
        if (!(watched ? hosts.areWatchedBy(request) : hosts.areMeantBy(request))) {
            return AccessRefusal.FOREIGN_HOST.because(
                    "this server is not known by that Host; nodepulse.access.hosts names the ones"
                            + " it has besides loopback");
        }
        if (watched) {
            return null;
        }
        if (!OwnOrigin.sent(request)) {
            return AccessRefusal.FOREIGN_ORIGIN.because("only pages of this server may send that");
        }
        return null;
    }
}
