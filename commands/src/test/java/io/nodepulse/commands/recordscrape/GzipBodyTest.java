package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.commands.payload.MalformedPayloadException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** What is unpacked, compared with what the JDK packed; and what is refused at a bounded cost. */
class GzipBodyTest {

    private static final byte[] EMPTY = Bodies.gzip("");

    private static byte[] times(byte[] member, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(member);
        }
        return all.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream in = GzipBody.unpack(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] packed) throws IOException {
        return new String(unpack(packed), StandardCharsets.UTF_8);
    }

    private static void refuses(byte[] packed, String problem) {
        assertThatThrownBy(() -> unpack(packed))
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void membersAreOneText() throws IOException {
        assertThat(text(Bodies.gzip("a"))).isEqualTo("a");
        assertThat(text(EMPTY)).isEmpty();
        assertThat(text(joined(Bodies.gzip("a"), EMPTY, Bodies.gzip("b")))).isEqualTo("ab");
        assertThat(text(joined(times(EMPTY, GzipBody.MAX_MEMBERS - 1), Bodies.gzip("a"))))
                .isEqualTo("a");
    }

    @Test
    void largeTextsComeBack() throws IOException {
        byte[] text = new byte[1_000_000];
        new Random(7).nextBytes(text);
        Arrays.fill(text, 300_000, 900_000, (byte) 'x');

        assertThat(unpack(Bodies.gzip(text))).isEqualTo(text);
        assertThat(unpack(times(Bodies.gzip(text), 3))).isEqualTo(joined(text, text, text));
    }

    /** A file's name, a comment, an extra field and the header's sum, as {@code gzip -N} writes. */
    @Test
    void whatAHeaderMayHold() throws IOException {
        byte[] plain = Bodies.gzip("a");
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] head = HexFormat.of().parseHex("1f8b081e00000000000302007878616200636400abcd");

        assertThat(text(joined(head, rest))).isEqualTo("a");
    }

    @Test
    void membersAreBounded() {
        refuses(times(EMPTY, 30_000), "at most 2000 members");
        refuses(times(Bodies.gzip("a"), 30_000), "at most 2000 members");
    }

    @Test
    void whatIsNoGzip() {
        byte[] whole = Bodies.gzip("a text that is packed");
        refuses(new byte[0], "whole and valid");
        refuses("{}".getBytes(StandardCharsets.UTF_8), "whole and valid");
        refuses(joined(whole, new byte[] {0}), "whole and valid");
        refuses(joined(whole, "garbage".getBytes(StandardCharsets.UTF_8)), "whole and valid");
        refuses(joined(whole, new byte[] {0x1f, (byte) 0x8b}), "whole and valid");
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length), "whole and valid");
        }
        for (int wrong = 0; wrong < 4; wrong++) {
            byte[] spoiled = whole.clone();
            spoiled[wrong] ^= (byte) 0xF0;
            refuses(spoiled, "whole and valid");
        }
        for (int wrong = whole.length - 8; wrong < whole.length; wrong++) {
            byte[] spoiled = whole.clone();
            spoiled[wrong] ^= 1;
            refuses(spoiled, "whole and valid");
        }
    }

    /** A reader that gets it byte by byte, as a sender of tiny chunks makes it. */
    @Test
    void tinyChunks() throws IOException {
        byte[] packed = joined(Bodies.gzip("ab"), EMPTY, Bodies.gzip("c"));
        InputStream trickling =
                new ByteArrayInputStream(packed) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        return super.read(buffer, offset, Math.min(1, length));
                    }
                };

        assertThat(GzipBody.unpack(trickling).readAllBytes())
                .isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    }
}
