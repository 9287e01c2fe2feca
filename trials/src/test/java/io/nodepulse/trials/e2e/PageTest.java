package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodepulse.embedded.LongRun;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page in a real browser against the real system, as {@code ui/e2e} describes it: one test per
 * browser test. Where no Chromium can be had they are skipped. The short ones are a part of every
 * build, all of the long run.
 */
@Order(1)
class PageTest {

    private static final Path UI = Path.of("..", "ui").toAbsolutePath().normalize();
    private static final int NO_CHROMIUM = 77;

    @TestFactory
    List<DynamicTest> thePageInARealBrowser() throws Exception {
        return browserTests(
                LongRun.isAsked() ? "tests" : "short",
                SharedUp.running().address,
                SharedUp.ADMIN_TOKEN);
    }

    /**
     * What differs where nobody reads who is not signed in. In each build AccessMatrixTest sees
     * that who is limited gets nothing of other servers, Scopes.test.tsx how that is set.
     */
    @TestFactory
    @Tag(LongRun.TAG)
    List<DynamicTest> thePageOfWhoIsSignedIn(@TempDir Path data) throws Exception {
        Map<String, String> closed = Map.of("NODEPULSE_ACCESS_READING", "login");
        try (UpProcess up = UpProcess.start(data, closed)) {
            String address = up.address();
            return browserTests("closed", address, Files.readString(data.resolve("admin-token")));
        }
    }

    private static List<DynamicTest> browserTests(String project, String address, String adminToken)
            throws Exception {
        int exit = runBrowserTests(project, address, adminToken.strip());
        assumeTrue(exit != NO_CHROMIUM, "no Chromium: install the package chromium");
        JsonNode results =
                JsonMapper.shared().readTree(UI.resolve("target/e2e-results.json").toFile());
        List<DynamicTest> tests = suites(results).map(PageTest::test).toList();
        assertThat(tests).as(Files.readString(log())).isNotEmpty();
        return tests;
    }

    private static int runBrowserTests(String project, String address, String adminToken)
            throws IOException, InterruptedException {
        ProcessBuilder run = new ProcessBuilder("sh", UI.resolve("e2e/run").toString(), project);
        run.environment().put("BASE_URL", address);
        run.environment().put("NODEPULSE_ADMIN_TOKEN", adminToken);
        return run.redirectErrorStream(true).redirectOutput(log().toFile()).start().waitFor();
    }

    private static Path log() {
        return Path.of("target", "page-test.log");
    }

    /** The browser tests of a report, whichever suite they stand in. */
    private static Stream<JsonNode> suites(JsonNode suite) {
        return Stream.concat(
                suite.path("specs").valueStream(),
                suite.path("suites").valueStream().flatMap(PageTest::suites));
    }

    private static DynamicTest test(JsonNode spec) {
        String name = spec.get("file").stringValue() + ": " + spec.get("title").stringValue();
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(spec.get("ok").booleanValue()).as(spec::toPrettyString).isTrue());
    }
}
