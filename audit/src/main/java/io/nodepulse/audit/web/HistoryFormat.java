package io.nodepulse.audit.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How history leaves: JSON in pages, the others whole. */
@SuppressWarnings("ImmutableEnumChecker") // a media type never changes
public enum HistoryFormat {
    JSON("json", MediaType.APPLICATION_JSON),
    NDJSON("ndjson", MediaType.APPLICATION_NDJSON),
    CSV("csv", MediaType.parseMediaType("text/csv;charset=UTF-8"));

    private static final String ALLOWED = "json, ndjson or csv";

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
    public static HistoryFormat of(@Nullable String parameter, @Nullable String accept) {
        if (parameter != null) {
            for (HistoryFormat format : values()) {
                if (format.code.equals(parameter)) {
                    return format;
                }
            }
            throw AuditProblem.parameter("format", parameter, ALLOWED);
        }
        if (accept != null) {
            for (HistoryFormat format : values()) {
                if (accept.startsWith(
                        format.mediaType.getType() + "/" + format.mediaType.getSubtype())) {
                    return format;
                }
            }
        }
        return JSON;
    }
}
