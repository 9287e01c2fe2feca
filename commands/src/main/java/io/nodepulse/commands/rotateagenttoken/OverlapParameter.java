package io.nodepulse.commands.rotateagenttoken;

import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.web.QueryString;

import jakarta.servlet.http.HttpServletRequest;

import java.time.Duration;

/** {@code ?overlap_seconds=…}: how long the replaced token stays valid. */
final class OverlapParameter {

    private static final String NAME = "overlap_seconds";
    private static final int MAX_SECONDS = 86_400;
    private static final String ALLOWED = "0 to " + MAX_SECONDS;

    private OverlapParameter() {}

    static Duration of(HttpServletRequest request, Duration otherwise) {
        return QueryString.first(request, NAME).map(OverlapParameter::parse).orElse(otherwise);
    }

    private static Duration parse(String text) {
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 0 && seconds <= MAX_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // refused below, like any other bad value
        }
        throw RefusedException.parameter(NAME, "must be " + ALLOWED, ALLOWED);
    }
}
