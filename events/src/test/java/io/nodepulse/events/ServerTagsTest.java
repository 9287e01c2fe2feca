package io.nodepulse.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class ServerTagsTest {

    private static final String LONGEST = "x".repeat(63);

    @Test
    void tagsAreKeptOnceAndInOrder() {
        assertThat(ServerTags.of("tags", List.of("team=db", "prod", "a.b_c-d:e/0", "prod")))
                .containsExactly("a.b_c-d:e/0", "prod", "team=db");
        assertThat(ServerTags.of("tags", List.of(LONGEST, LONGEST))).containsExactly(LONGEST);
        assertThat(ServerTags.of("tags", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Prod", "a b", "a,b", "é", "a\n", "a*", "a+b", "a@b", "\u0661"})
    void whatIsNoTagIsRefused(String text) {
        assertThatThrownBy(() -> ServerTags.of("tags", List.of("prod", text)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("tags must be tags of 1 to 63 characters");
    }

    @Test
    void tooLongOrTooManyAreRefused() {
        List<String> many = IntStream.rangeClosed(1, 17).mapToObj(i -> "t" + i).toList();

        assertThat(ServerTags.of("tags", many.subList(1, 17))).hasSize(16);
        assertThatThrownBy(() -> ServerTags.of("tags", many)).hasMessageContaining("16");
        assertThatThrownBy(() -> ServerTags.of("tags", List.of(LONGEST + "x")))
                .hasMessageContaining("63");
    }
}
