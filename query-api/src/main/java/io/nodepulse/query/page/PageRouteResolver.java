package io.nodepulse.query.page;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Finds the file of a path; a route of the page, which has no file, gets {@code index.html}. Paths
 * of the API and of files that are not there stay unknown.
 */
final class PageRouteResolver extends PathResourceResolver {

    private static final Pattern NO_ROUTE =
            Pattern.compile("(api|actuator|metrics|healthz|readyz|openapi\\.json|assets)(/.*)?");

    @Override
    protected @Nullable Resource getResource(String resourcePath, Resource location)
            throws IOException {
        Resource file = super.getResource(resourcePath, location);
        if (file != null) {
            return file;
        }
        return isRoute(resourcePath) ? super.getResource("index.html", location) : null;
    }

    static boolean isRoute(String path) {
        return !NO_ROUTE.matcher(path).matches();
    }
}
