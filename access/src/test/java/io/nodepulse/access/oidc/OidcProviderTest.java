package io.nodepulse.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nodepulse.access.account.Scope;
import io.nodepulse.access.session.Guest;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class OidcProviderTest {

    private static OidcProvider at(String issuer) {
        return provider(issuer, null, List.of());
    }

    /** One whose people are limited by the claim {@code servers}. */
    private static OidcProvider limiting(List<TagRule> tags, String... all) {
        return provider("https://id.example", "servers", tags, all);
    }

    private static OidcProvider provider(
            String issuer, @Nullable String claim, List<TagRule> tags, String... all) {
        return new OidcProvider(
                "Firm",
                issuer,
                "np",
                "x",
                Set.of(),
                "name",
                "groups",
                Map.of(Role.ADMIN, List.of("root"), Role.VIEWER, List.of("staff")),
                claim,
                tags,
                List.of(all));
    }

    private static Stream<Arguments> claims() {
        List<TagRule> mapped =
                List.of(
                        new TagRule(List.of("dbas", "oncall"), List.of("team=db")),
                        new TagRule(List.of("webbers"), List.of("web", "cdn")));
        return Stream.of(
                arguments(mapped, "staff", List.of("dbas"), "team=db"),
                arguments(mapped, "staff", "oncall", "team=db"),
                arguments(mapped, "staff", List.of("webbers", "dbas", "x"), "cdn team=db web"),
                arguments(mapped, "staff", List.of("team=db"), "refused"),
                arguments(mapped, "staff", List.of(), "refused"),
                arguments(mapped, "staff", null, "refused"),
                arguments(mapped, "staff", List.of("everywhere", "dbas"), "all"),
                arguments(mapped, "root", null, "all"),
                arguments(mapped, "root", List.of("dbas"), "all"),
                arguments(mapped, "nobody", List.of("dbas"), "refused"),
                arguments(List.of(), "staff", List.of("prod", "team=db"), "prod team=db"),
                arguments(List.of(), "staff", List.of("Domain Users", "prod"), "prod"),
                arguments(List.of(), "staff", List.of("Domain Users"), "refused"),
                arguments(List.of(), "staff", List.of(7, true), "7 true"),
                arguments(List.of(), "staff", Map.of("a", "b"), "refused"),
                arguments(List.of(), "staff", "", "refused"),
                arguments(List.of(), "staff", null, "refused"),
                arguments(List.of(), "staff", "everywhere", "all"),
                arguments(List.of(), "root", null, "all"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theClaimGivesTheServers(
            List<TagRule> tags, String group, @Nullable Object servers, String seen) {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "42", "groups", group));
        if (servers != null) {
            claims.put("servers", servers);
        }

        String scope =
                limiting(tags, "everywhere")
                        .guestOf("corp", claims)
                        .map(Guest::sight)
                        .map(sight -> sight.isEverything() ? "all" : String.join(" ", sight.tags()))
                        .orElse("refused");

        assertThat(scope).isEqualTo(seen);
    }

    @Test
    void withoutSuchAClaimNobodyIsLimited() {
        OidcProvider free = at("https://id.example");

        assertThat(free.guestOf("corp", Map.of("sub", "42", "groups", "staff", "servers", "db")))
                .map(Guest::sight)
                .contains(Scope.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,web", "x,-", "-,-"})
    void aRowWithoutValuesOrTagsLimitsNobody(@Nullable String value, @Nullable String tag) {
        List<String> values = value == null ? List.of() : List.of(value);
        List<String> tags = tag == null ? List.of() : List.of(tag);

        assertThatThrownBy(() -> new TagRule(values, tags))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs values and tags");
    }

    @Test
    void tagsThatNoServerCanHaveAndTagsOfNoClaimAreRefused() {
        assertThatThrownBy(() -> new TagRule(List.of("x"), List.of("Team")))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(
                        () ->
                                provider(
                                        "https://id.example",
                                        null,
                                        List.of(new TagRule(List.of("x"), List.of("web")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server-tags-claim");
        assertThatThrownBy(() -> provider("https://id.example", null, List.of(), "everywhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server-tags-claim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example", "http://127.0.0.1:8081", "http://[::1]:8081"})
    void saysWhoSomebodyIsOverTls(String issuer) {
        assertThat(at(issuer).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1@evil.example",
                "ftp://id.example",
                "id.example"
            })
    void isRefusedWithoutTls(String issuer) {
        assertThatThrownBy(() -> at(issuer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }
}
