package io.nodepulse.commands.registerserver;

import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.commands.web.BoundedInputStream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/**
 * The body of a registration.
 *
 * @param name what people will call the server
 */
record RegisterServerRequest(@Nullable String name) {

    private static final long MAX_BYTES = 16 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    static RegisterServerRequest read(HttpServletRequest request) {
        try (BoundedInputStream body =
                new BoundedInputStream(request.getInputStream(), "the body", MAX_BYTES)) {
            RegisterServerRequest read = MAPPER.readValue(body, RegisterServerRequest.class);
            return read == null ? new RegisterServerRequest(null) : read;
        } catch (JacksonException | IOException e) {
            throw RefusedException.field(
                    Refusal.MALFORMED, "body", "must be a JSON object with a string \"name\"");
        }
    }

    String requireName() {
        if (name == null) {
            throw RefusedException.field(Refusal.MALFORMED, "name", "is missing");
        }
        return name;
    }
}
