package io.nodepulse.access.rule;

import static io.nodepulse.access.rule.Need.ADMIN;
import static io.nodepulse.access.rule.Need.ENROLLING;
import static io.nodepulse.access.rule.Need.OPEN;
import static io.nodepulse.access.rule.Need.OPERATOR;
import static io.nodepulse.access.rule.Need.READ;
import static io.nodepulse.access.rule.Need.SIGNED_IN;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Optional;

/**
 * Every call of the API and what it asks of its caller, in one place. A call that is not in the
 * table asks for an administrator, or for reading if it only reads; a test holds the table and the
 * controllers together. What is outside {@code /api} can only be read, and is open: the page, the
 * health and the metrics.
 */
public final class AccessTable {

    /** Matched as the controllers are: on the decoded path, without its parameters. */
    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

    private static final List<Row> ROWS =
            List.of(
                    row("GET", "/api/session", OPEN),
                    row("POST", "/api/session", OPEN),
                    row("PATCH", "/api/session", SIGNED_IN),
                    row("DELETE", "/api/session", OPEN),
                    row("POST", "/api/session/second-factor/offer", ENROLLING),
                    row("POST", "/api/session/second-factor", ENROLLING),
                    row("POST", "/api/session/second-factor/removal", SIGNED_IN),
                    row("POST", "/api/session/passkey/offer", OPEN),
                    row("POST", "/api/session/passkey", OPEN),
                    row("GET", "/api/session/passkeys", SIGNED_IN),
                    row("POST", "/api/session/passkeys/offer", ENROLLING),
                    row("POST", "/api/session/passkeys", ENROLLING),
                    row("POST", "/api/session/passkeys/removal", SIGNED_IN),
                    row("GET", "/api/sessions", SIGNED_IN),
                    row("DELETE", "/api/sessions/others", SIGNED_IN),
                    row("DELETE", "/api/sessions/{id}", SIGNED_IN),
                    row("DELETE", "/api/sessions", SIGNED_IN),
                    row("GET", "/api/servers", READ, Load.READ),
                    row("GET", "/api/servers/{id}", READ),
                    row("GET", "/api/servers/{id}/processes/top", READ, Load.READ),
                    row("GET", "/api/servers/{id}/processes/{name}/history", READ, Load.READ),
                    row("GET", "/api/servers/{id}/process-history", READ, Load.READ),
                    row("GET", "/api/servers/{id}/live", READ, Load.LIVE),
                    row("GET", "/api/servers/{id}/events", READ, Load.EXPORT),
                    row("GET", "/api/processes", READ, Load.READ),
                    row("GET", "/api/processes/top", READ, Load.READ),
                    row("GET", "/api/live", READ, Load.LIVE),
                    row("GET", "/api/install", READ),
                    row("GET", "/api/event-store", READ),
                    row("GET", "/api/projections", READ),
                    row("POST", "/api/projections/{name}/rebuild", OPERATOR),
                    row("DELETE", "/api/projections/{name}/rebuild", OPERATOR),
                    row("POST", "/api/projections/{name}/repair", OPERATOR),
                    row("GET", "/api/audit/checkpoints", READ, Load.READ),
                    row("GET", "/api/audit/proof", READ, Load.READ),
                    row("GET", "/api/audit/consistency", READ, Load.READ),
                    row("GET", "/api/audit/keys", READ),
                    row("POST", "/api/audit/verify", OPERATOR),
                    row("POST", "/api/audit/restored", OPERATOR),
                    row("POST", "/api/servers", OPERATOR),
                    row("POST", "/api/servers/enrollments", OPERATOR),
                    row("POST", "/api/servers/enroll", OPEN),
                    row("PATCH", "/api/servers/{id}", ADMIN),
                    row("DELETE", "/api/servers/{id}", ADMIN),
                    row("POST", "/api/servers/{id}/agent-token", OPERATOR),
                    row("DELETE", "/api/servers/{id}/agent-token", OPERATOR),
                    row("GET", "/api/administration/events", ADMIN, Load.EXPORT),
                    row("GET", "/api/people", ADMIN),
                    row("POST", "/api/people", ADMIN),
                    row("PATCH", "/api/people/{name}", ADMIN),
                    row("DELETE", "/api/people/{name}", ADMIN),
                    row("DELETE", "/api/people/{name}/second-factor", ADMIN),
                    row("GET", "/api/tokens", ADMIN),
                    row("POST", "/api/tokens", ADMIN),
                    row("PATCH", "/api/tokens/{id}", ADMIN),
                    row("DELETE", "/api/tokens/{id}", ADMIN));

    private record Row(String method, PathPattern path, Need need, Load load) {}

    private AccessTable() {}

    private static Row row(String method, String path, Need need) {
        return row(method, path, need, Load.LIGHT);
    }

    private static Row row(String method, String path, Need need, Load load) {
        return new Row(method, PathPatternParser.defaultInstance.parse(path), need, load);
    }

    /** What the request costs others. */
    public static Load loadOf(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        return find(request.getMethod().equals("HEAD") ? "GET" : request.getMethod(), path)
                .map(Row::load)
                .orElse(Load.LIGHT);
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

    /** Whether the table has a row for that call, by its pattern as the controller has it. */
    public static boolean contains(String method, String pattern) {
        return ROWS.stream()
                .anyMatch(
                        row ->
                                row.method().equals(method)
                                        && row.path().getPatternString().equals(pattern));
    }
}
