package io.nodepulse.commands.recordscrape;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.nodepulse.commands.payload.Rejection;

import java.util.List;

/**
 * The answer to a push, in samples; a scrape of host figures is one.
 *
 * @param accepted on disk now, for the first time
 * @param duplicates of scrapes not newer than the last of their exporter; nothing changed
 * @param rejected what is not kept, because of its time, its values or its lack of content
 * @param rejections the first of what is not kept, where there is any
 */
public record PushAnswer(
        int accepted,
        int duplicates,
        int rejected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Rejected> rejections) {

    private static final int MOST = 10;

    static PushAnswer of(Recorded recorded, List<Rejection> rejections) {
        return new PushAnswer(
                recorded.accepted(),
                recorded.duplicates(),
                rejections.stream().mapToInt(Rejection::samples).sum(),
                rejections.stream().limit(MOST).map(Rejected::of).toList());
    }

    /**
     * What is not kept.
     *
     * @param field where in the body it stands
     * @param problem what is wrong with it
     * @param samples how many samples it had
     */
    public record Rejected(String field, String problem, int samples) {

        private static Rejected of(Rejection rejection) {
            return new Rejected(rejection.field(), rejection.problem(), rejection.samples());
        }
    }
}
