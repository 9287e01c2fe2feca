package io.nodepulse.query.request;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what {@link AskedGrouping} reads from a request. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Parameter(
        name = AskedGrouping.PARAMETER,
        in = ParameterIn.QUERY,
        description =
                "What processes are grouped by: their name, or as the kernel counts them by systemd"
                        + " unit and container, or by slice, which holds units. Ended children"
                        + " count in units and slices. Nothing where no cgroup scrapes are sent.",
        schema =
                @Schema(
                        allowableValues = {"process", "unit", "slice"},
                        defaultValue = "process"))
public @interface ByInQuery {}
