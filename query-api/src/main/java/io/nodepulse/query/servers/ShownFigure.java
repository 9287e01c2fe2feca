package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a host that is shown: a row of {@code host-figures.json}. The page reads the same
 * file; label and note of its tile are of no concern here.
 *
 * @param type which numbers it takes
 * @param unit what it is measured in
 * @param computed true if it follows from other figures and has no column of its own
 */
@JsonIgnoreProperties({"tile", "note"})
record ShownFigure(Type type, Unit unit, @Nullable Boolean computed) {

    /** Types of numbers, by what OpenAPI calls their formats. */
    enum Type {
        @JsonProperty("int32")
        INT32("integer", "int32", Integer.class),
        @JsonProperty("int64")
        INT64("integer", "int64", Long.class),
        @JsonProperty("double")
        DOUBLE("number", "double", Double.class);

        final String jsonType;
        final String format;
        final Class<? extends Number> javaType;

        Type(String jsonType, String format, Class<? extends Number> javaType) {
            this.jsonType = jsonType;
            this.format = format;
            this.javaType = javaType;
        }
    }

    /** Units, as the page knows how to write them. */
    enum Unit {
        @JsonProperty("bytes")
        BYTES,
        @JsonProperty("bytes_per_second")
        BYTES_PER_SECOND,
        @JsonProperty("count")
        COUNT,
        @JsonProperty("percent")
        PERCENT,
        @JsonProperty("seconds")
        SECONDS
    }

    boolean isColumn() {
        return !Boolean.TRUE.equals(computed);
    }
}
