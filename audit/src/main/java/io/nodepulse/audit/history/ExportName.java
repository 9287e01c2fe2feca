package io.nodepulse.audit.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.export.HistoryFormat;

import org.springframework.http.ContentDisposition;

import java.util.Optional;

/**
 * What a file of exported events is called: after its server and, where one was asked for, process.
 */
final class ExportName {

    /** File systems take 255 bytes; a character takes up to 4 of them, and there are two names. */
    private static final int LONGEST_PART = 28;

    private ExportName() {}

    static ContentDisposition of(String server, Optional<String> process, HistoryFormat format) {
        String name =
                "events-"
                        + safe(server)
                        + process.map(each -> "-" + safe(each)).orElse("")
                        + "."
                        + format.extension();
        ContentDisposition.Builder attachment = ContentDisposition.attachment();
        return US_ASCII.newEncoder().canEncode(name)
                ? attachment.filename(name).build()
                : attachment.filename(name, UTF_8).build();
    }

    /** Whoever names a server or a process does not name a path, or a second extension. */
    private static String safe(String name) {
        return name.codePoints()
                .limit(LONGEST_PART)
                .map(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' ? c : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
