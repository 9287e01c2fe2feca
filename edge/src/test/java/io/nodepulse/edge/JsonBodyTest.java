package io.nodepulse.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class JsonBodyTest {

    private static JsonBody body(String text) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(text.getBytes(StandardCharsets.UTF_8));
        return JsonBody.of(request);
    }

    @Test
    void fieldsAreReadByKind() {
        JsonBody body =
                body("{\"name\": \"web-1\", \"at\": \"2026-01-31T12:00:00Z\", \"no\": null}");

        assertThat(body.required("name", Kind.TEXT)).isEqualTo("web-1");
        assertThat(body.required("at", Kind.TIME)).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(body.optional("no", Kind.TEXT)).isEmpty();
        assertThat(body.optional("absent", Kind.TEXT)).isEmpty();
    }

    @Test
    void aFlagIsWrittenAsJsonHasIt() {
        assertThat(body("{\"again\": true}").flag("again")).isTrue();
        assertThat(body("{\"again\": false}").flag("again")).isFalse();
        assertThat(body("{\"again\": null}").flag("again")).isFalse();
        assertThat(body("{}").flag("again")).isFalse();
        for (String no : new String[] {"\"true\"", "1", "[]", "{}"}) {
            assertThatThrownBy(() -> body("{\"again\": " + no + "}").flag("again"))
                    .hasMessage("again must be true or false");
        }
    }

    @Test
    void anObjectInItIsPassedOnAsJson() {
        JsonBody body = body("{\"inner\": {\"a\": [1, \"b\"]}, \"no\": null, \"text\": \"{}\"}");

        assertThat(body.requiredObject("inner")).isEqualTo("{\"a\":[1,\"b\"]}");
        assertThat(body.optionalObject("no")).isEmpty();
        assertThatThrownBy(() -> body.requiredObject("absent")).hasMessage("absent is missing");
        assertThatThrownBy(() -> body.requiredObject("text")).hasMessage("text must be an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"x\"", "{", "{}{}", "{} x", "{\"a\":}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> body(text))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused).hasMessage("body must be a JSON object");
                            assertThat(refused.named("field")).hasValue("body");
                            assertThat(refused.reason()).hasValue("malformed");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"viewer\",\"role\":\"admin\"}",
                "{\"role\":\"viewer\",\"r\\u006fle\":\"viewer\"}",
                "{\"a\":{\"b\":1,\"b\":1}}"
            })
    void aFieldThatComesTwiceIsRefused(String text) {
        assertThatThrownBy(() -> body(text)).hasMessage("body must have each field once");
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        assertThat(body("{}" + " ".repeat(16 * 1024 - 2)).optional("a", Kind.TEXT)).isEmpty();
        assertThatThrownBy(() -> body("{}" + " ".repeat(16 * 1024 - 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.status().value()).isEqualTo(413));
    }

    @Test
    void aFieldIsNamedWithWhatIsWrong() {
        JsonBody body = body("{\"name\": 1, \"at\": \"soon\"}");

        assertThatThrownBy(() -> body.required("id", Kind.UUID)).hasMessage("id is missing");
        assertThatThrownBy(() -> body.required("name", Kind.TEXT))
                .hasMessage("name must be a string");
        assertThatThrownBy(() -> body.required("at", Kind.TIME))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.named("field")).hasValue("at");
                            assertThat(refused.named("allowed").orElse("")).contains("RFC 3339");
                            assertThat(refused.getMessage()).doesNotContain("soon");
                        });
    }
}
