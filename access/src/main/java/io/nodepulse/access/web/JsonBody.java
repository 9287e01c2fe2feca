package io.nodepulse.access.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Optional;

/** A small JSON object that came as the body of a request; whoever sends one may be anybody. */
public final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * @throws AccessProblem if it is too long or no JSON object
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
            byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw AccessProblem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "the body must have at most " + MAX_BYTES + " bytes");
            }
            return MAPPER.readTree(bytes);
        } catch (JacksonException | IOException e) {
            throw notAnObject();
        }
    }

    private static AccessProblem notAnObject() {
        return AccessProblem.field("body", "must be a JSON object");
    }

    /** The text of that field, if there is such a field. */
    public Optional<String> text(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw AccessProblem.field(field, "must be a string");
        }
        return Optional.of(value.asString());
    }

    /** The text of a field that must be there. */
    public String requireText(String field) {
        return text(field).orElseThrow(() -> AccessProblem.field(field, "is missing"));
    }
}
