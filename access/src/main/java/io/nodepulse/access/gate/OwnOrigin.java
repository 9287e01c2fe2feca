package io.nodepulse.access.gate;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a browser sent the request for our own page. Other sites can make a browser send one too,
 * but it tells on them: by Origin, and by Sec-Fetch-Site where it sends that. What is no browser
 * sends neither.
 */
final class OwnOrigin {

    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private OwnOrigin() {}

    static boolean sent(HttpServletRequest request) {
        return isOwn(request.getHeader("Origin"), request.getHeader("Host"))
                && (isOwn(request.getHeader("Sec-Fetch-Site")) || isNavigation(request));
    }

    private static boolean isOwn(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        int authority = origin.indexOf("://");
        return host != null
                && authority > 0
                && withoutDefaultPort(origin.substring(authority + 3))
                        .equals(withoutDefaultPort(host));
    }

    /** A browser leaves the scheme's usual port out of both; what stands before us may not. */
    private static String withoutDefaultPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }

    private static boolean isOwn(@Nullable String fetchSite) {
        return fetchSite == null || !FOREIGN.contains(fetchSite);
    }

    /** A link to us, which shows our answer to nobody but the person who followed it. */
    private static boolean isNavigation(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }
}
