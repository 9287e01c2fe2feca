package io.nodepulse.commands.registerserver;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.web.BoundedInputStream;

import jakarta.servlet.http.HttpServletRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/**
 * The body of a registration.
 *
 * @param name what people will call the server
 */
record RegisterServerRequest(String name) {

    private static final long MAX_BYTES = 16 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static RegisterServerRequest read(HttpServletRequest request) {
        JsonNode body = readBody(request);
        if (!body.isObject()) {
            throw malformed("body", "must be a JSON object");
        }
        JsonNode name = body.get("name");
        if (name == null || !name.isString()) {
            throw malformed("name", "must be a string");
        }
        return new RegisterServerRequest(name.asString());
    }

    private static JsonNode readBody(HttpServletRequest request) {
        try (BoundedInputStream body =
                new BoundedInputStream(request.getInputStream(), "the body", MAX_BYTES)) {
            return MAPPER.readTree(body);
        } catch (JacksonException | IOException e) {
            throw malformed("body", "must be a JSON object");
        }
    }

    private static RefusedException malformed(String field, String problem) {
        return RefusedException.field(Refusal.MALFORMED, field, problem);
    }
}
