package io.nodepulse.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The table that the page's own function is tested with too. */
class ShownNameTest {

    private static final Path TABLE = Path.of("../docs/formats/shown-names.json");

    static Stream<List<String>> names() {
        return JsonMapper.shared()
                .readTree(TABLE)
                .valueStream()
                .map(row -> List.of(row.get(0).asString(), row.get(1).asString()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsShownAsWhatItIs(List<String> nameAndShown) {
        assertThat(ShownName.of(nameAndShown.getFirst())).isEqualTo(nameAndShown.getLast());
    }

    @Test
    void differentNamesLookDifferent() {
        Set<String> shown = new HashSet<>();
        assertThat(names().map(row -> ShownName.of(row.getFirst()))).allMatch(shown::add);
    }

    /** Nothing is left in any name that Unicode itself calls invisible or directing. */
    @Test
    void noCharacterIsLeftOut() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type == Character.FORMAT
                    || Character.isISOControl(c)
                    || Character.isSpaceChar(c) && c != ' '
                    || !Character.isDefined(c)) {
                assertThat(ShownName.of("a" + Character.toString(c) + "b"))
                        .isEqualTo("a‹U+%04X›b".formatted(c));
            }
        }
    }
}
