package io.nodepulse.access.rule;

import static io.nodepulse.access.rule.Need.ADMIN;
import static io.nodepulse.access.rule.Need.ENROLLING;
import static io.nodepulse.access.rule.Need.OPEN;
import static io.nodepulse.access.rule.Need.OPERATOR;
import static io.nodepulse.access.rule.Need.READ;
import static io.nodepulse.access.rule.Need.SIGNED_IN;
import static io.nodepulse.access.rule.Reach.FIGURES;
import static io.nodepulse.access.rule.Reach.LIST;
import static io.nodepulse.access.rule.Reach.NONE;
import static io.nodepulse.access.rule.Reach.SERVER;
import static io.nodepulse.access.rule.Reach.WHOLE;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Optional;

/**
 * Every call of the API, what it asks of its caller and how far it reaches, in one place. A call
 * that is not in the table asks for an administrator, or for reading if it only reads; a test holds
 * the table and the controllers together. What is outside {@code /api} can only be read, and is
 * open: the page, the health and the metrics.
 */
public final class AccessTable {

    /** Matched as the controllers are: on the decoded path, without its parameters. */
    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

    private static final List<Row> ROWS =
            List.of(
                    row("GET", "/api/session", OPEN, NONE),
                    row("POST", "/api/session", OPEN, NONE),
                    row("PATCH", "/api/session", SIGNED_IN, NONE),
                    row("DELETE", "/api/session", OPEN, NONE),
                    row("POST", "/api/session/second-factor/offer", ENROLLING, NONE),
                    row("POST", "/api/session/second-factor", ENROLLING, NONE),
                    row("POST", "/api/session/second-factor/removal", SIGNED_IN, NONE),
                    row("POST", "/api/session/passkey/offer", OPEN, NONE),
                    row("POST", "/api/session/passkey", OPEN, NONE),
                    row("GET", "/api/session/passkeys", SIGNED_IN, NONE),
                    row("POST", "/api/session/passkeys/offer", ENROLLING, NONE),
                    row("POST", "/api/session/passkeys", ENROLLING, NONE),
                    row("POST", "/api/session/passkeys/removal", SIGNED_IN, NONE),
                    row("GET", "/api/sessions", SIGNED_IN, NONE),
                    row("DELETE", "/api/sessions/others", SIGNED_IN, NONE),
                    row("DELETE", "/api/sessions/{id}", SIGNED_IN, NONE),
                    row("DELETE", "/api/sessions", SIGNED_IN, NONE),
                    row("GET", "/api/servers", READ, LIST, Load.READ),
                    row("GET", "/api/servers/{id}", READ, SERVER),
                    row("GET", "/api/servers/{id}/processes/top", READ, SERVER, Load.READ),
                    row(
                            "GET",
                            "/api/servers/{id}/processes/{name}/history",
                            READ,
                            SERVER,
                            Load.READ),
                    row("GET", "/api/servers/{id}/process-history", READ, SERVER, Load.READ),
                    row("GET", "/api/servers/{id}/changes", READ, SERVER, Load.READ),
                    row("GET", "/api/servers/{id}/largest-processes", READ, SERVER, Load.READ),
                    row("GET", "/api/servers/{id}/live", READ, SERVER, Load.LIVE),
                    row("GET", "/api/servers/{id}/events", READ, SERVER, Load.EXPORT),
                    row("GET", "/api/processes", READ, LIST, Load.READ),
                    row("GET", "/api/processes/top", READ, SERVER, Load.READ),
                    row("GET", "/api/live", READ, LIST, Load.LIVE),
                    row("GET", "/api/install", READ, NONE),
                    row("GET", "/api/event-store", READ, FIGURES),
                    row("GET", "/api/projections", READ, FIGURES),
                    row("POST", "/api/projections/{name}/rebuild", OPERATOR, WHOLE),
                    row("DELETE", "/api/projections/{name}/rebuild", OPERATOR, WHOLE),
                    row(
                            "GET",
                            "/api/projections/{name}/rebuild/comparison",
                            OPERATOR,
                            WHOLE,
                            Load.EXPORT),
                    row("POST", "/api/projections/{name}/rebuild/switch", OPERATOR, WHOLE),
                    row("POST", "/api/projections/{name}/repair", OPERATOR, WHOLE),
                    row("GET", "/api/audit/checkpoints", READ, FIGURES, Load.READ),
                    row("GET", "/api/audit/proof", READ, SERVER, Load.READ),
                    row("GET", "/api/audit/consistency", READ, FIGURES, Load.READ),
                    row("GET", "/api/audit/keys", READ, FIGURES),
                    row("POST", "/api/audit/verify", OPERATOR, WHOLE),
                    row("POST", "/api/audit/restored", OPERATOR, WHOLE),
                    row("POST", "/api/servers", OPERATOR, WHOLE),
                    row("POST", "/api/servers/enrollments", OPERATOR, WHOLE),
                    row("POST", "/api/servers/enroll", OPEN, NONE),
                    row("PATCH", "/api/servers/{id}", ADMIN, SERVER),
                    row("DELETE", "/api/servers/{id}", ADMIN, SERVER),
                    row("DELETE", "/api/servers/{id}/history", ADMIN, WHOLE),
                    row("POST", "/api/servers/{id}/agent-token", OPERATOR, SERVER),
                    row("DELETE", "/api/servers/{id}/agent-token", OPERATOR, SERVER),
                    row("GET", "/api/administration/events", ADMIN, WHOLE, Load.EXPORT),
                    row("GET", "/api/people", ADMIN, WHOLE),
                    row("POST", "/api/people", ADMIN, WHOLE),
                    row("PATCH", "/api/people/{name}", ADMIN, WHOLE),
                    row("DELETE", "/api/people/{name}", ADMIN, WHOLE),
                    row("DELETE", "/api/people/{name}/second-factor", ADMIN, WHOLE),
                    row("GET", "/api/tokens", ADMIN, WHOLE),
                    row("POST", "/api/tokens", ADMIN, WHOLE),
                    row("PATCH", "/api/tokens/{id}", ADMIN, WHOLE),
                    row("DELETE", "/api/tokens/{id}", ADMIN, WHOLE));

    private record Row(String method, PathPattern path, Need need, Reach reach, Load load) {}

    private AccessTable() {}

    private static Row row(String method, String path, Need need, Reach reach) {
        return row(method, path, need, reach, Load.LIGHT);
    }

    private static Row row(String method, String path, Need need, Reach reach, Load load) {
        return new Row(method, PathPatternParser.defaultInstance.parse(path), need, reach, load);
    }

    /** What the request costs others. */
    public static Load loadOf(HttpServletRequest request) {
        return find(request).map(Row::load).orElse(Load.LIGHT);
    }

    /** How far the request reaches; one that is not in the table, to all servers. */
    static Reach reachOf(HttpServletRequest request) {
        return find(request).map(Row::reach).orElse(Reach.WHOLE);
    }

    private static Optional<Row> find(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        return find(request.getMethod().equals("HEAD") ? "GET" : request.getMethod(), path);
    }

    private static Optional<Row> find(String method, PathContainer path) {
        return ROWS.stream()
                .filter(row -> row.method().equals(method) && row.path().matches(path))
                .findFirst();
    }

    /** What the request asks of its caller. */
    static Need needOf(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        return needOf(request.getMethod(), path);
    }

    private static Need needOf(String method, PathContainer path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        boolean reads = asked.equals("GET") || asked.equals("OPTIONS");
        if (!API.matches(path)) {
            return reads ? OPEN : ADMIN;
        }
        return find(asked, path).map(Row::need).orElse(reads ? READ : ADMIN);
    }

    /** Whether that pattern is one of the API, whose calls ask for their caller. */
    public static boolean isOfApi(String pattern) {
        return API.matches(PathContainer.parsePath(pattern));
    }

    /**
     * How far that call reaches, by its pattern as the controller has it; empty if no row has it.
     */
    public static Optional<Reach> reachOf(String method, String pattern) {
        return ROWS.stream()
                .filter(
                        row ->
                                row.method().equals(method)
                                        && row.path().getPatternString().equals(pattern))
                .findFirst()
                .map(Row::reach);
    }
}
