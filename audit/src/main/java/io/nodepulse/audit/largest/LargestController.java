package io.nodepulse.audit.largest;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.audit.export.AskedHistory;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.InstantSource;
import java.util.UUID;

/** {@code GET /api/servers/{id}/largest-processes}: which processes are behind the groups. */
@RestController
public record LargestController(ValkeyEventStore store, LargestStore lists, InstantSource clock) {

    @GetMapping("/api/servers/{id}/largest-processes")
    @Takes({LargestQuestion.NAME, LargestQuestion.AT})
    LargestAnswer largest(@PathVariable String id, Parameters parameters, VisibleServers visible) {
        UUID serverId = AskedHistory.serverId(id);
        LargestQuestion question = LargestQuestion.of(parameters);
        AskedHistory.requireKnown(serverId, store.history(), visible);
        return lists.at(serverId, question.oldest(), question.newest(clock.instant()))
                .map(list -> LargestAnswer.of(serverId, list, question.name()))
                .orElseGet(() -> LargestAnswer.none(serverId));
    }
}
