package io.nodepulse.commands.enrollserver;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.token.BearerToken;
import io.nodepulse.commands.server.AgentToken;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.EnrollmentToken;
import io.nodepulse.commands.server.NewName;
import io.nodepulse.commands.server.Registered;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerNames;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.decide.StoreAnswers;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** {@code POST /api/servers/enroll}: a machine registers itself with an enrollment token. */
@RestController
public record EnrollServerController(
        Servers servers,
        StoreAnswers answers,
        ServerCalls calls,
        AgentTokens tokens,
        ServerNames names,
        AccountBook book) {

    @PostMapping("/api/servers/enroll")
    ResponseEntity<Registered> enroll(HttpServletRequest request) {
        NewName name = NewName.in(JsonBody.of(request));
        EnrollmentToken shown =
                BearerToken.of(request)
                        .flatMap(EnrollmentToken::of)
                        .orElseThrow(EnrollServer::unknownToken);
        UUID id = shown.serverId();
        // Before the name is looked at, which is nobody's business without a token.
        ServerLife life = answers.await(servers.load(id)).state();
        EnrollServer.requireGood(shown.hash(), life, calls.now());
        EnrollServer.requireIssuer(life.enrollment(), book.current(), calls.now());
        AgentToken token = tokens.generate();
        Actor actor = new Actor("enrollment:" + id, request.getRemoteAddr());
        names.give(
                id,
                name,
                () ->
                        calls.send(
                                new EnrollServer(
                                        id, name.text(), shown.hash(), token.hash(), calls.now()),
                                actor));
        return new Registered(id, name.text(), token.secret()).answer();
    }
}
