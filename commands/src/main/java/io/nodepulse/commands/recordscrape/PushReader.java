package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.payload.PayloadParser;
import io.nodepulse.commands.payload.Rejection;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import tools.jackson.core.exc.JacksonIOException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads the body of a push within its limits, plain or gzip. Thread-safe. */
record PushReader(PayloadParser parser, IngestSettings settings, IngestMetrics metrics) {

    /** What the body holds; at least a part of it is acceptable, or it holds nothing. */
    Payload read(Push push, HttpServletRequest request, ReadBudget.Claim memory) {
        long limit = settings.maxBody().toBytes();
        if (request.getContentLengthLong() > limit) {
            throw Refused.tooLarge("the body", limit);
        }
        try {
            InputStream body = new PacedInputStream(request.getInputStream(), settings.pace());
            Payload payload =
                    read(push, body, request.getHeader(HttpHeaders.CONTENT_ENCODING), memory);
            metrics.count(payload);
            requireAcceptable(payload);
            return payload;
        } catch (JacksonIOException | IOException e) {
            throw CommandRefusal.SLOW_CLIENT.because("the body did not arrive whole");
        }
    }

    private Payload read(
            Push push, InputStream body, @Nullable String encoding, ReadBudget.Claim memory)
            throws IOException {
        BoundedInputStream received =
                new BoundedInputStream(body, "the body", settings.maxBody().toBytes());
        BoundedInputStream inflated =
                new BoundedInputStream(
                        unpack(received, encoding),
                        "the unpacked body",
                        settings.maxInflated().toBytes());
        try (received;
                inflated) {
            return parser.parse(push.serverId(), memory.charge(inflated), push.receivedAt());
        } finally {
            metrics.countBytes(received.count(), inflated.count());
        }
    }

    private static InputStream unpack(InputStream body, @Nullable String encoding)
            throws IOException {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> GzipBody.unpack(body);
            default ->
                    throw CommandRefusal.UNSUPPORTED_ENCODING.because(
                            "Content-Encoding must be gzip or none");
        };
    }

    private static void requireAcceptable(Payload payload) {
        if (payload.scrapes().isEmpty() && !payload.rejections().isEmpty()) {
            Rejection first = payload.rejections().getFirst();
            throw CommandRefusal.NOTHING_ACCEPTABLE.field(first.field(), first.problem());
        }
    }
}
