package io.nodepulse.events.store.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.EmbeddedValkey;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

import java.util.List;

/** What is written is what Valkey's own MessagePack reads. */
class MessagePackWriterTest {

    private static final RedissonClient REDISSON = connect();

    @AfterAll
    static void disconnect() {
        REDISSON.shutdown();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 255, 65_536, 1L << 32, (1L << 53) - 1})
    void numbers(long value) {
        MessagePackWriter out = new MessagePackWriter();
        out.array(1);
        out.number(value);

        assertThat(unpacked(out, "string.format('%.0f', it[1])")).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 255, 256, 70_000})
    void textsOfAnyLength(int length) {
        String text = "ä".repeat(length / 2) + "x".repeat(length % 2);
        MessagePackWriter out = new MessagePackWriter();
        out.array(1);
        out.text(text.getBytes(UTF_8));

        assertThat(unpacked(out, "it[1]")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 70_000})
    void listsOfAnyLengthWithinLists(int size) {
        MessagePackWriter out = new MessagePackWriter();
        out.array(2);
        out.array(size);
        for (int i = 0; i < size; i++) {
            out.number(i);
        }
        out.text("end".getBytes(UTF_8));

        assertThat(unpacked(out, "#it[1] .. ' ' .. it[2]")).isEqualTo(size + " end");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessagePackWriter().number(-1));
    }

    private static String unpacked(MessagePackWriter out, String expression) {
        byte[] answer =
                REDISSON.getScript(ByteArrayCodec.INSTANCE)
                        .eval(
                                RScript.Mode.READ_ONLY,
                                "local it = cmsgpack.unpack(ARGV[1]) return " + expression,
                                RScript.ReturnType.VALUE,
                                List.of(),
                                (Object) out.toByteArray());
        return new String(answer, UTF_8);
    }

    private static RedissonClient connect() {
        Config config = new Config();
        config.useSingleServer().setAddress(EmbeddedValkey.shared().uri());
        return Redisson.create(config);
    }
}
