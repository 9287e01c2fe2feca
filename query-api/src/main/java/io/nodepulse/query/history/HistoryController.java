package io.nodepulse.query.history;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.query.answer.Answer;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.request.AskedServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import java.time.Instant;
import java.time.InstantSource;

/** The course of one process of one server. */
@Tag(name = "processes")
@RestController
public record HistoryController(
        AskedServers servers,
        ProcessDictionary names,
        WindowReader reader,
        Answers answers,
        InstantSource queryClock) {

    @Operation(
            operationId = "processHistory",
            summary = "CPU, memory and count of a process over time",
            description =
                    "Takes every name that a process can have. One that is . or .., or holds a"
                            + " slash, does not survive in a path.")
    @HistoryParameters
    @Takes(HistoryQuestion.NAME)
    @Parameter(
            name = HistoryQuestion.NAME,
            in = ParameterIn.QUERY,
            required = true,
            description = "Of the process, to the letter.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 256))
    @GetMapping("/api/servers/{id}/process-history")
    ResponseEntity<byte[]> history(
            @PathVariable String id,
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        HistoryQuestion question = HistoryQuestion.of(parameters);
        return answer(servers.ofPath(id, visible), question, request);
    }

    @Operation(
            operationId = "processHistoryByPath",
            summary = "The same, for names that a path can hold",
            deprecated = true)
    @HistoryParameters
    @GetMapping("/api/servers/{id}/processes/{name}/history")
    ResponseEntity<byte[]> historyByPath(
            @PathVariable String id,
            @PathVariable String name,
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        HistoryQuestion question = HistoryQuestion.of(name, parameters);
        return answer(servers.ofPath(id, visible), question, request);
    }

    private ResponseEntity<byte[]> answer(
            KnownServer server, HistoryQuestion question, WebRequest request) {
        Instant now = queryClock.instant();
        return answers.get(
                        server, question.by(), question, now, () -> compute(server, question, now))
                .to(request);
    }

    private Answer compute(KnownServer server, HistoryQuestion question, Instant now) {
        ProcessHistory history = ProcessHistory.read(server, question, now, reader, names);
        return answers.write(history.answer(), history.entityTag());
    }
}
