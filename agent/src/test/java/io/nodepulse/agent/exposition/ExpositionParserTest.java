package io.nodepulse.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

class ExpositionParserTest {

    private final ExpositionParser parser = new ExpositionParser();

    @Test
    void readsSamples() throws IOException {
        expect("m 1\n", "m{} 1.0");
        expect("m{} 1\n", "m{} 1.0");
        expect("m{a=\"b\"} 1\n", "m{a=b} 1.0");
        expect("m{a=\"b\",c=\"d\",} 2.5\n", "m{a=b,c=d} 2.5");
        expect("  m { a = \"b\" , c=\"d\" }\t2.5  \n", "m{a=b,c=d} 2.5");
        expect("m:n_0 1\r\n", "m:n_0{} 1.0");
        expect("# HELP m text\n# TYPE m counter\n\nm 1\n", "m{} 1.0");
        expect("m{a=\"\"} 1\n", "m{a=} 1.0");
        expect("m 1 1395066363000\n", "m{} 1.0");
        expect("m 1 -3.5\n", "m{} 1.0");
        expect("{\"my.metric\",a=\"b\"} 1\n", "my.metric{a=b} 1.0");
        expect("m{\"odd label\"=\"b\"} 1\n", "m{odd label=b} 1.0");
    }

    @Test
    void readsLabelValuesWithAnyCharacter() throws IOException {
        expect("m{a=\"x y\"} 1\n", "m{a=x y} 1.0");
        expect("m{a=\"}{,=#\"} 1\n", "m{a=}{,=#} 1.0");
        expect("m{a=\"q\\\"q\"} 1\n", "m{a=q\"q} 1.0");
        expect("m{a=\"b\\\\\"} 1\n", "m{a=b\\} 1.0");
        expect("m{a=\"l\\nl\"} 1\n", "m{a=l\nl} 1.0");
        expect("m{a=\"\\d\"} 1\n", "m{a=\\d} 1.0");
        expect("m{a=\"größe ✓ 🚀\"} 1\n", "m{a=größe ✓ 🚀} 1.0");
    }

    @Test
    void readsOpenMetrics() throws IOException {
        expect("m_bucket{le=\"1\"} 3 1.5 # {trace_id=\"x} y\"} 0.5 1.4\n", "m_bucket{le=1} 3.0");
        expect("m 1 # {} 0.5\n# EOF\n", "m{} 1.0");
        assertThat(parser.ended()).isTrue();
        expect("m 1\n", "m{} 1.0");
        assertThat(parser.ended()).isFalse();
    }

    @Test
    void readsNumbers() throws IOException {
        expect("m 0\n", "m{} 0.0");
        expect("m -1.5\n", "m{} -1.5");
        expect("m +1\n", "m{} 1.0");
        expect("m 1e3\n", "m{} 1000.0");
        expect("m 1.6777216e+10\n", "m{} 1.6777216E10");
        expect("m 12.5E-1\n", "m{} 1.25");
        expect("m .5\n", "m{} 0.5");
        expect("m 5.\n", "m{} 5.0");
        expect("m 0x1p-2\n", "m{} 0.25");
        expect("m 9007199254740993\n", "m{} 9.007199254740992E15");
        expect("m 1.7976931348623157e308\n", "m{} 1.7976931348623157E308");
        expect("m 1e400\n", "m{} Infinity");
        expect("m NaN\n", "m{} NaN");
        expect("m +Inf\n", "m{} Infinity");
        expect("m -inf\n", "m{} -Infinity");
    }

    @Test
    void passesOverMalformedLines() throws IOException {
        bad("m\n");
        bad("m abc\n");
        bad("m 1 x\n");
        bad("m 1 2 3\n");
        bad("m 1d\n");
        bad("m 1e\n");
        bad("m -\n");
        bad("m .\n");
        bad("m{a=\"b\" 1\n");
        bad("m{a=\"b} 1\n");
        bad("m{a=b} 1\n");
        bad("m{a} 1\n");
        bad("m{=\"b\"} 1\n");
        bad("m{a=\"b\"c=\"d\"} 1\n");
        bad("{a=\"b\"} 1\n");
        bad("m{\"n\"} 1\n");
        bad("1m 1\n");
        bad("<html>\n");
        bad("m{\n");
        bad("m{a\n");
        bad("m{a=\n");
        bad("m{a=\"\\\n");
    }

    @Test
    void distrustsAnUnfinishedLastLine() throws IOException {
        expect("a 1\nb 123", "a{} 1.0");
        assertThat(parser.truncated()).isTrue();
        expect("a 1\n", "a{} 1.0");
        assertThat(parser.truncated()).isFalse();
    }

    @Test
    void passesOverALineThatDoesNotEnd() throws IOException {
        String endless = "m{a=\"" + "x".repeat(2 * ExpositionParser.MAX_LINE) + "\"} 1\n";
        expect("a 1\n" + endless + "b 2\n", "a{} 1.0", "b{} 2.0");
        assertThat(parser.malformed()).isEqualTo(1);
    }

    private void bad(String line) throws IOException {
        expect("a 1\n" + line + "b 2\n", "a{} 1.0", "b{} 2.0");
        assertThat(parser.malformed()).as(line).isEqualTo(1);
    }

    /** The page gives these samples, in one piece and byte by byte. */
    private void expect(String page, String... samples) throws IOException {
        byte[] bytes = page.getBytes(UTF_8);
        assertThat(parse(new ByteArrayInputStream(bytes))).as(page).containsExactly(samples);
        assertThat(parse(new Dripping(bytes))).as(page).containsExactly(samples);
    }

    private List<String> parse(InputStream page) throws IOException {
        List<String> samples = new ArrayList<>();
        parser.parse(page, sample -> samples.add(sample.toString()));
        assertThat(parser.samples()).isEqualTo(samples.size());
        return samples;
    }

    /** Gives one byte per read, as a slow network may. */
    private static final class Dripping extends ByteArrayInputStream {

        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(1, length));
        }
    }
}
