package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Signing in at a provider of identities, from the page and back to it. */
class OidcTest {

    private static final String AWAY = "/oauth2/authorization/corp";

    private SmallProvider provider;
    private RunningAccess here;
    private RunningAccess there;

    @BeforeEach
    void start() throws Exception {
        provider = new SmallProvider();
        String namespace = RunningAccess.freshNamespace();
        here = start(namespace);
        there = start(namespace);
    }

    private RunningAccess start(String namespace) {
        return RunningAccess.start(
                namespace,
                "nodepulse.access.oidc.corp.name=Corporate login",
                "nodepulse.access.oidc.corp.issuer=" + provider.issuer(),
                "nodepulse.access.oidc.corp.client-id=" + SmallProvider.CLIENT,
                "nodepulse.access.oidc.corp.client-secret=secret",
                "nodepulse.access.oidc.corp.roles.operator=ops,oncall",
                "nodepulse.access.oidc.corp.roles.viewer=staff",
                "nodepulse.access.oidc.lim.name=Limited",
                "nodepulse.access.oidc.lim.issuer=" + provider.issuer(),
                "nodepulse.access.oidc.lim.client-id=" + SmallProvider.CLIENT,
                "nodepulse.access.oidc.lim.client-secret=secret",
                "nodepulse.access.oidc.lim.roles.operator=ops",
                "nodepulse.access.oidc.lim.server-tags-claim=servers",
                "nodepulse.access.oidc.lim.server-tags[0].values=dbas,oncall",
                "nodepulse.access.oidc.lim.server-tags[0].tags=team=db",
                "nodepulse.access.oidc.lim.server-tags[1].values=webbers",
                "nodepulse.access.oidc.lim.server-tags[1].tags=web,cdn");
    }

    @Test
    void theClaimGivesTheServers() {
        Browser browser = Browser.of(here);
        String way = browser.get("/oauth2/authorization/lim").location();
        provider.limitTo("oncall", "others");

        browser.get(provider.agree(way, List.of("ops")));
        browser.get("/api/session");
        JsonNode session = browser.at(there).get("/api/session").json();

        assertThat(session.get("role").stringValue()).isEqualTo("operator");
        assertThat(session.get("all_servers").booleanValue()).isFalse();
        assertThat(session.get("server_tags").toString()).isEqualTo("[\"team=db\"]");
        Answer registering = browser.echoing().post("/api/servers", "{}");
        assertThat(registering.status()).isEqualTo(403);
        assertThat(registering.body()).contains("limited to those of some tags");
    }

    @Test
    void whomTheClaimGivesNoServersIsNotLetIn() {
        Browser browser = Browser.of(here);
        String way = browser.get("/oauth2/authorization/lim").location();

        Answer back = browser.get(provider.agree(way, List.of("ops")));

        assertThat(back.location()).endsWith("/?sign_in=refused");
        assertThat(browser.get("/api/servers").status()).isEqualTo(401);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        provider.close();
    }

    @Test
    void theClaimGivesTheRole() {
        Browser browser = Browser.of(here);
        JsonNode ways = browser.get("/api/session").json().get("sign_in").get("oidc").get(0);
        Answer away = browser.get(ways.get("href").stringValue());
        String way = away.location();

        Answer back = browser.get(provider.agree(way, List.of("staff", "oncall")));
        JsonNode session = browser.at(there).get("/api/session").json();

        assertThat(ways.get("name").stringValue()).isEqualTo("Corporate login");
        assertThat(way).startsWith(provider.issuer() + "/authorize?").contains("code_challenge=");
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).endsWith("/");
        assertThat(session.get("name").stringValue()).isEqualTo("ada@corp");
        assertThat(session.get("role").stringValue()).isEqualTo("operator");
        assertThat(session.get("provider").stringValue()).isEqualTo("corp");
        assertThat(session.get("all_servers").booleanValue()).isTrue();
        assertThat(session.get("server_tags").toString()).isEqualTo("[]");
        assertThat(browser.echoing().post("/api/servers", "{}").status()).isEqualTo(200);
        assertThat(browser.get("/api/people").status()).isEqualTo(403);
    }

    @Test
    void whoIsInNoGroupOfOursIsNotLetIn() {
        Browser browser = Browser.of(here);
        String way = browser.get(AWAY).location();

        Answer back = browser.get(provider.agree(way, List.of("guests")));

        assertThat(back.location()).endsWith("/?sign_in=refused");
        assertThat(browser.get("/api/servers").status()).isEqualTo(401);
    }

    @Test
    void anotherBrowserCannotComeBackInTheFirstOnesPlace() {
        String way = Browser.of(here).get(AWAY).location();

        Browser other = Browser.of(here);
        Answer back = other.get(provider.agree(way, List.of("staff")));

        assertThat(back.location()).endsWith("/?sign_in=failed");
        assertThat(other.get("/api/servers").status()).isEqualTo(401);
    }

    @Test
    void anAnswerSignedByAnybodyElseIsNotBelieved() throws Exception {
        Browser browser = Browser.of(here);
        String way = browser.get(AWAY).location();
        provider.signWithAnotherKey();

        Answer back = browser.get(provider.agree(way, List.of("staff")));

        assertThat(back.location()).endsWith("/?sign_in=failed");
        assertThat(here.refused("provider_failed")).isEqualTo(1);
    }

    @Test
    void aProviderThatIsAwayStopsNobodyElse() {
        provider.close();
        Browser browser = Browser.of(here);

        assertThat(browser.get(AWAY).location()).endsWith("/?sign_in=failed");
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }
}
