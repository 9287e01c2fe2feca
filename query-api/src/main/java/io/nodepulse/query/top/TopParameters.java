package io.nodepulse.query.top;

import io.nodepulse.edge.Takes;
import io.nodepulse.query.request.AskedGrouping;
import io.nodepulse.query.request.ByInQuery;
import io.nodepulse.query.request.NameSearch;
import io.nodepulse.query.request.RangeInQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what {@link TopQuestion} reads from a request. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@RangeInQuery
@Takes({AskedGrouping.PARAMETER, "metric", "limit", NameSearch.PARAMETER})
@ByInQuery
@Parameter(
        name = "metric",
        in = ParameterIn.QUERY,
        description =
                "What processes are ranked by: CPU time in the range, average resident set size,"
                        + " bytes read, written or both, open files, threads, major page faults,"
                        + " context switches, bytes swapped out, or processes that wait for a"
                        + " disk. All but the first two are optional: processes of which an agent"
                        + " does not tell them come last.",
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
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many processes.",
        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "10"))
@Parameter(
        name = NameSearch.PARAMETER,
        in = ParameterIn.QUERY,
        description =
                "Only processes whose name has this part, whatever the case of its letters; looked"
                        + " for among all processes of the range, before limit counts.",
        schema = @Schema(type = "string", minLength = 1, maxLength = 256))
@interface TopParameters {}
