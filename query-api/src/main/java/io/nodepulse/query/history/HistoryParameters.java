package io.nodepulse.query.history;

import io.nodepulse.edge.Takes;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.request.AskedGrouping;
import io.nodepulse.query.request.ByInQuery;
import io.nodepulse.query.request.RangeInQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.http.MediaType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what {@link HistoryQuestion} reads from a request, and what it is answered. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@RangeInQuery
@Takes({AskedGrouping.PARAMETER, HistoryQuestion.POINTS, HistoryQuestion.METRIC})
@ByInQuery
@Parameter(
        name = HistoryQuestion.POINTS,
        in = ParameterIn.QUERY,
        description = "The most points wanted; steps are whole minutes.",
        schema = @Schema(type = "integer", minimum = "10", maximum = "1000", defaultValue = "240"))
@Parameter(
        name = HistoryQuestion.METRIC,
        in = ParameterIn.QUERY,
        description =
                "What is shown beside CPU, memory and count, which always are: an optional figure"
                        + " goes into figure of process and points.",
        schema =
                @Schema(
                        allowableValues = {
                            "cpu",
                            "memory",
                            "read",
                            "write",
                            "io",
                            "fds",
                            "threads",
                            "faults",
                            "switches",
                            "swap",
                            "waiting",
                            "oom_kills"
                        },
                        defaultValue = "cpu"))
@RefusesBadParameters
@ApiResponse(
        responseCode = "200",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = HistoryAnswer.class)))
@interface HistoryParameters {}
