package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/** A small JSON object that came as the body of a request; whoever sends one may be anybody. */
public final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;

    /**
     * How the parser begins to say that a field comes twice; it has no type of its own for that.
     */
    private static final String DUPLICATE = "Duplicate ";

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * @throws Refused if it is too long or no JSON object
     */
    public static JsonBody of(HttpServletRequest request) {
        JsonNode body = read(request);
        if (!body.isObject()) {
            throw notAnObject();
        }
        return new JsonBody(body);
    }

    private static JsonNode read(HttpServletRequest request) {
        try {
            return MAPPER.readTree(BodyBytes.of(request, MAX_BYTES));
        } catch (JacksonException e) {
            throw e.getOriginalMessage().startsWith(DUPLICATE)
                    ? Refused.field("body", "must have each field once")
                    : notAnObject();
        }
    }

    private static Refused notAnObject() {
        return Refused.field("body", "must be a JSON object");
    }

    /** The value of that field, if there is such a field; kinds are written as strings. */
    public <T> Optional<T> optional(String field, Kind<T> kind) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw Refused.field(field, "must be a string");
        }
        return Optional.of(
                kind.read(value.asString())
                        .orElseThrow(
                                () -> Refused.field(field, "must " + kind.must(), kind.allowed())));
    }

    /** The object in that field, if there is such a field, as JSON. */
    public Optional<String> optionalObject(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw Refused.field(field, "must be an object");
        }
        return Optional.of(value.toString());
    }

    /** The same, of a field that must be there. */
    public String requiredObject(String field) {
        return optionalObject(field).orElseThrow(() -> Refused.field(field, "is missing"));
    }

    /** Whether that field says yes; one that is not there says no. */
    public boolean flag(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Refused.field(field, "must be true or false", Kind.FLAG.allowed());
        }
        return value.asBoolean();
    }

    /** The texts of a list, if there is such a field. */
    public Optional<List<String>> texts(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            throw Refused.field(field, "must be a list of strings");
        }
        return Optional.of(value.valueStream().map(JsonNode::asString).toList());
    }

    /** The value of a field that must be there. */
    public <T> T required(String field, Kind<T> kind) {
        return optional(field, kind).orElseThrow(() -> Refused.field(field, "is missing"));
    }
}
