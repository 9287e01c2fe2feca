package io.nodepulse.audit.export;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import java.util.Arrays;

/** How history leaves: JSON in pages, the others whole. */
@SuppressWarnings("ImmutableEnumChecker") // a media type never changes
public enum HistoryFormat {
    JSON("json", MediaType.APPLICATION_JSON),
    NDJSON("ndjson", MediaType.APPLICATION_NDJSON),
    CSV("csv", MediaType.parseMediaType("text/csv;charset=UTF-8"));

    private static final Kind<HistoryFormat> KIND = Kind.oneOf(values(), format -> format.code);

    private final String code;
    private final MediaType mediaType;

    HistoryFormat(String code, MediaType mediaType) {
        this.code = code;
        this.mediaType = mediaType;
    }

    public MediaType mediaType() {
        return mediaType;
    }

    /** The last part of a file's name. */
    public String extension() {
        return code;
    }

    /** The format that the parameter names, or else the Accept header; JSON if neither does. */
    public static HistoryFormat of(Parameters given, @Nullable String accept) {
        return given.optional("format", KIND).orElseGet(() -> accepted(accept));
    }

    private static HistoryFormat accepted(@Nullable String accept) {
        return Arrays.stream(values())
                .filter(format -> accept != null && accept.startsWith(format.type()))
                .findFirst()
                .orElse(JSON);
    }

    private String type() {
        return mediaType.getType() + "/" + mediaType.getSubtype();
    }
}
