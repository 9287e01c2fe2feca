package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names that processes gave themselves: each can be sent, and none is taken for another one. */
class GroupNamesTest {

    private static final String FACE = "\uD83D\uDE00";

    /** Bytes, one character each, and the name that is sent. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("odd a) S 1 1", "odd a) S 1 1");
        NAMES.put("((sd-pam))", "((sd-pam))");
        NAMES.put("odd\nnewline", "odd\uFFFDnewline");
        NAMES.put("odd\u00FF\u00FE bytes", "odd\uFFFD\uFFFD bytes");
        NAMES.put(utf8("odd-\u540C") + "\u00E6\u00AD", "odd-\u540C\uFFFD");
        NAMES.put("", "(unnamed)");
        NAMES.put("(unnamed)", "unnamed");
        NAMES.put("   ", "   ");
        NAMES.put("(other)", "other");
        NAMES.put(utf8("odd\u202Eevil"), "odd\u202Eevil");
        NAMES.put("odd/sl;%2F\\", "odd/sl;%2F\\");
        NAMES.put("odd\"q\"\t\u001B[31m", "odd\"q\"\uFFFD\uFFFD[31m");
        NAMES.put("odd..", "odd..");
        NAMES.put("..", "..");
        NAMES.put("exactly15chars!", "exactly15chars!");
        NAMES.put("n".repeat(300), "n".repeat(256));
        NAMES.put(utf8("n".repeat(255) + FACE), "n".repeat(255));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void eachIsSentAsOneOfItsOwn() {
        Map<String, String> sent = new LinkedHashMap<>();
        NAMES.keySet()
                .forEach(
                        name ->
                                sent.put(
                                        name,
                                        GroupNames.clean(
                                                name.getBytes(StandardCharsets.ISO_8859_1))));

        assertThat(sent).isEqualTo(NAMES);
        assertThat(sent.values()).doesNotHaveDuplicates();
    }
}
