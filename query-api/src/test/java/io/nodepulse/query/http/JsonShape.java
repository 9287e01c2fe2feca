package io.nodepulse.query.http;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares JSON with the schema of an OpenAPI description: the types, that every required field is
 * there, and that no field is there that is not described.
 */
final class JsonShape {

    private static final Pattern RFC_3339_UTC =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JsonNode description;
    private final List<String> differences = new ArrayList<>();

    private JsonShape(JsonNode description) {
        this.description = description;
    }

    /** What is different, each with its place; empty where the value is as described. */
    static List<String> differences(JsonNode description, JsonNode schema, JsonNode value) {
        JsonShape shape = new JsonShape(description);
        shape.compare("$", schema, value);
        return shape.differences;
    }

    private void compare(String place, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            compare(place, description.at(schema.get("$ref").asString().substring(1)), value);
        } else if (schema.has("anyOf")) {
            for (JsonNode choice : schema.get("anyOf")) {
                if (differences(description, choice, value).isEmpty()) {
                    return;
                }
            }
            differences.add(place + " is none of " + schema.get("anyOf"));
        } else if (!types(schema).contains(type(value))
                && !(types(schema).contains("number") && type(value).equals("integer"))) {
            differences.add(place + " is " + type(value) + ", described as " + types(schema));
        } else if (value.isObject()) {
            compareFields(place, schema, value);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                compare(place + "[" + i + "]", schema.get("items"), value.get(i));
            }
        } else if (schema.has("enum") && !value.isNull()) {
            if (!schema.get("enum").valueStream().toList().contains(value)) {
                differences.add(place + " is " + value + ", not one of " + schema.get("enum"));
            }
        } else if (value.isString() && !hasFormat(schema.path("format").asString(""), value)) {
            differences.add(place + " is " + value + ", not a " + schema.get("format"));
        }
    }

    private static boolean hasFormat(String format, JsonNode value) {
        return switch (format) {
            case "date-time" -> RFC_3339_UTC.matcher(value.asString()).matches();
            case "uuid" -> UUID_TEXT.matcher(value.asString()).matches();
            default -> true;
        };
    }

    private void compareFields(String place, JsonNode schema, JsonNode value) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asString())) {
                differences.add(place + " lacks " + required);
            }
        }
        for (String name : value.propertyNames()) {
            JsonNode property = schema.path("properties").path(name);
            if (property.isMissingNode()) {
                differences.add(place + "." + name + " is not described");
            } else {
                compare(place + "." + name, property, value.get(name));
            }
        }
    }

    /** A schema with properties and no type describes an object. */
    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return List.of("object");
        }
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : List.of(type.asString());
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
