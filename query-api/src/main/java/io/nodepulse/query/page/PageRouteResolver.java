package io.nodepulse.query.page;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the file of a path; a route of the page, which has no file, gets {@code index.html}. All
 * other paths stay unknown: who asks for {@code /health} must not be told 200 by a page.
 */
final class PageRouteResolver extends PathResourceResolver {

    /** The routes of the page's own router, as they are written there; a test compares the two. */
    static final List<String> ROUTES =
            List.of(
                    "/",
                    "/servers/:id",
                    "/servers/:id/process",
                    "/servers/:id/events",
                    "/compare",
                    "/system",
                    "/administration");

    /** As lenient as the page's router: letters of either case, a slash at the end. */
    private static final Pattern ROUTE =
            Pattern.compile(
                    ROUTES.stream()
                            .map(route -> route.substring(1).replace(":id", "[^/]+"))
                            .collect(Collectors.joining("|", "(?:", ")/?")),
                    Pattern.CASE_INSENSITIVE);

    @Override
    protected @Nullable Resource getResource(String resourcePath, Resource location)
            throws IOException {
        Resource file = super.getResource(resourcePath, location);
        if (file != null) {
            return file;
        }
        return isRoute(resourcePath) ? super.getResource("index.html", location) : null;
    }

    /**
     * @param path without the slash that it begins with
     */
    static boolean isRoute(String path) {
        return ROUTE.matcher(path).matches();
    }
}
