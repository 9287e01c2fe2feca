package io.nodepulse.query.request;

import io.nodepulse.edge.Takes;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what {@link RangeParameters} reads from a request. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Takes({RangeParameters.HOURS, RangeParameters.FROM, RangeParameters.TO})
@Parameter(
        name = "hours",
        in = ParameterIn.QUERY,
        description = "The last so many hours. Not together with from and to.",
        schema = @Schema(type = "integer", minimum = "1", maximum = "8784", defaultValue = "1"))
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "Start of a free range, RFC 3339 or epoch milliseconds.",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description =
                "End of a free range, after from, written alike; without it, the newest scrape.",
        schema = @Schema(type = "string", format = "date-time"))
public @interface RangeInQuery {}
