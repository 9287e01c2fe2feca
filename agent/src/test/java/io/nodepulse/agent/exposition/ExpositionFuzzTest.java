package io.nodepulse.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/**
 * Throws mutated pages at the parser: it must never fail, whatever the bytes, and must account for
 * every line. One second in a build; for longer:
 *
 * <pre>mvn -pl agent test -Dtest=ExpositionFuzzTest -Dtest.jvm.args=-Dfuzz.seconds=600</pre>
 */
class ExpositionFuzzTest {

    private static final String SEED =
            """
            # HELP m text with \\\\ and \\n
            # TYPE m counter
            m{groupname="a b {c},=#\\"d\\\\",mode="user"} 1.5 1395066363000
            m_bucket{le="+Inf"} 1e3 # {trace="x"} 0.5 1.5
            {"quoted.name","odd label"="grö✓"} NaN
            m -Inf\r
            m 0x1p-2
            # EOF
            """;

    private static final String TOKENS = "{}\",=\\\n #0123456789.eE+-NaIif_:\u0000\t\r";

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExpositionParser parser = new ExpositionParser();

    @Test
    void survivesAnyBytes() throws IOException {
        long end = System.nanoTime() + Integer.getInteger("fuzz.seconds", 1) * 1_000_000_000L;
        while (System.nanoTime() < end) {
            byte[] page = mutate(SEED.repeat(1 + random.nextInt(3)).getBytes(UTF_8));
            int[] seen = new int[1];
            parser.parse(
                    new ByteArrayInputStream(page),
                    sample -> {
                        seen[0]++;
                        assertThat(sample.toString()).isNotEmpty();
                    });
            int lines = 0;
            for (byte b : page) {
                lines += b == '\n' ? 1 : 0;
            }
            assertThat(parser.samples()).as("seed %d", seed).isEqualTo(seen[0]);
            assertThat(parser.samples() + parser.malformed()).isLessThanOrEqualTo(lines);
            assertThat(parser.truncated())
                    .isEqualTo(page.length > 0 && page[page.length - 1] != '\n');
        }
    }

    private byte[] mutate(byte[] page) {
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(page.length);
            page[at] =
                    random.nextBoolean()
                            ? (byte) TOKENS.charAt(random.nextInt(TOKENS.length()))
                            : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(page, 1 + random.nextInt(page.length)) : page;
    }
}
