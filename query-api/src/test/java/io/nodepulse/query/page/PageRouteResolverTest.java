package io.nodepulse.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class PageRouteResolverTest {

    private static final Pattern ROUTE_OF_THE_PAGE = Pattern.compile("<Route path=\"([^\"]+)\"");

    @Test
    void theRoutesAreThoseOfThePage() throws IOException {
        String router = Files.readString(Path.of("../ui/src/app/App.tsx"));

        assertThat(ROUTE_OF_THE_PAGE.matcher(router).results().map(route -> route.group(1)))
                .containsExactlyElementsOf(PageRouteResolver.ROUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "compare, true",
        "compare/, true",
        "Compare, true",
        "comparex, false",
        "compare/x, false",
        "xcompare, false",
        "servers, false",
        "servers/, false",
        "servers/1, true",
        "servers/1/, true",
        "servers/1/process, true",
        "servers/1/events, true",
        "servers/1/processes, false",
        "servers/1/process/x, false",
        "servers/1/2/process, false",
        "health, false",
        "-/healthy, false",
        "favicon.ico, false",
    })
    void onlyRoutesGetThePage(String path, boolean route) {
        assertThat(PageRouteResolver.isRoute(path)).isEqualTo(route);
    }
}
