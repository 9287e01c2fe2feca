package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** The body of a request that must be small; whoever sends one may be anybody. */
public final class BodyBytes {

    /** So few bytes are here in no time, unless somebody means to hold us. */
    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private BodyBytes() {}

    /**
     * Reads it to its end.
     *
     * @param max how many bytes it may have; they are in memory
     * @throws Refused if there are more, or they do not arrive in time or whole
     */
    public static byte[] of(HttpServletRequest request, int max) {
        try {
            byte[] bytes = readInTime(request.getInputStream(), max);
            if (bytes.length > max) {
                throw Refused.tooLarge("the body", max);
            }
            return bytes;
        } catch (IOException e) {
            throw Refused.field("body", "did not arrive whole");
        }
    }

    /**
     * At most one byte too many; each read has the time of the socket, all of them together ours.
     */
    private static byte[] readInTime(InputStream in, int max) throws IOException {
        long begun = System.nanoTime();
        byte[] bytes = new byte[max + 1];
        int length = 0;
        for (int read = 0; read >= 0 && length < bytes.length; ) {
            if (System.nanoTime() - begun > MAX_TIME.toNanos()) {
                throw Refused.of(HttpStatus.REQUEST_TIMEOUT, "the body did not arrive in time");
            }
            read = in.read(bytes, length, bytes.length - length);
            length += Math.max(read, 0);
        }
        return Arrays.copyOf(bytes, length);
    }
}
