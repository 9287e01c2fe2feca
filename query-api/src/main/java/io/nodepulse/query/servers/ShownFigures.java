package io.nodepulse.query.servers;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The figures of a host that are shown, by name in the order of the answer: the table {@code
 * host-figures.json}, which answers, their description and the page are made by.
 *
 * @param list of each server in a list of servers, and of a server
 * @param detail of a server only
 */
record ShownFigures(Map<String, ShownFigure> list, Map<String, ShownFigure> detail) {

    static final ShownFigures TABLE = read();

    private static ShownFigures read() {
        JsonMapper json =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                        .build();
        try (InputStream in = ShownFigures.class.getResourceAsStream("host-figures.json")) {
            return json.readValue(Objects.requireNonNull(in), ShownFigures.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException("host-figures.json does not read", e);
        }
    }

    /** Names of the columns of {@code host_live} that are figures as they are. */
    static Stream<String> columns(Map<String, ShownFigure> figures) {
        return figures.entrySet().stream()
                .filter(figure -> figure.getValue().isColumn())
                .map(Map.Entry::getKey);
    }
}
