package io.nodepulse.query.top;

import io.nodepulse.query.answer.EntityTag;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.Collection;
import java.util.List;

/** The heaviest processes of several servers in a range: of each, and all added up by name. */
@JsonNaming(SnakeCaseStrategy.class)
record FleetTopAnswer(
        String metric,
        @Nullable Integer timeRangeHours,
        List<TopAnswer> servers,
        List<MergedProcess> merged) {

    static FleetTopAnswer of(TopQuestion question, Collection<ServerTop> tops) {
        return new FleetTopAnswer(
                question.metric().word(),
                question.hours(),
                tops.stream().map(top -> top.answer(question)).toList(),
                MergedProcess.heaviest(question, tops));
    }

    /** Equal for equal answers to the same question. */
    static String entityTag(Collection<ServerTop> tops) {
        return EntityTag.of(tops.stream().map(ServerTop::entityTag).toList());
    }
}
