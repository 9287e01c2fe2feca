package io.nodepulse.commands.payload;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import java.io.InputStream;
import java.time.Instant;

/**
 * A pull parser's position in one body, with typed reads that name the field they refuse. Not
 * thread-safe; one per body.
 */
final class JsonCursor implements AutoCloseable {

    /** The deepest payload of the contract has 5 levels. */
    private static final int MAX_NESTING = 16;

    /** Digits; a double needs 17, and an exact one of 2^-1074 some hundred. */
    private static final int MAX_NUMBER_LENGTH = 400;

    /** Characters in a string that is read, as much as a command line has: what is kept is cut. */
    private static final int MAX_STRING_LENGTH = 1 << 20;

    /** Characters in the name of a field. */
    private static final int MAX_FIELD_LENGTH = 8_192;

    /** The largest double up to which every whole number is exact. */
    private static final double MAX_EXACT_WHOLE = 0x1p53;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                    .maxStringLength(MAX_STRING_LENGTH)
                                    .maxNameLength(MAX_FIELD_LENGTH)
                                    .build())
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    // NaN costs a sample, a line feed in a name nothing, instead of the body.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();

    private final JsonParser parser;
    private final Timestamps timestamps = new Timestamps();

    JsonCursor(InputStream body) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    /** Nothing but white space may follow. */
    void requireEnd() {
        if (parser.nextToken() != null) {
            throw new MalformedPayloadException("body", "must end after its first JSON object");
        }
    }

    /** Moves to the next token, which must start an object. */
    void nextObject() {
        requireObject(parser.nextToken());
    }

    private void requireObject(@Nullable JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw refuse("must be an object, is " + describe(token));
        }
    }

    /** Moves to the next token, which must start an array; false where it is null instead. */
    boolean nextArray() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        if (token != JsonToken.START_ARRAY) {
            throw refuse("must be an array, is " + describe(token));
        }
        return true;
    }

    /** Moves into the next element of the current array, an object; false at the array's end. */
    boolean nextElement() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        requireObject(token);
        return true;
    }

    /** Moves to the next field of the current object; null at its end. */
    @Nullable String nextField() {
        return parser.nextName();
    }

    /** Moves past the value of the current field. */
    void skipValue() {
        parser.nextToken();
        skipRest();
    }

    /** Moves past what is left of a value that was refused. */
    void skipRest() {
        parser.skipChildren();
    }

    /** The string value of the current field. */
    String string() {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.VALUE_STRING) {
            throw refuse("must be a string, is " + describe(token));
        }
        return parser.getString();
    }

    /** The instant of the current field, which is RFC 3339 with an offset. */
    Instant timestamp() {
        Instant timestamp = timestamps.parse(string());
        if (timestamp == null) {
            throw refuse("must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
        return timestamp;
    }

    /** The number of the current field. */
    double decimal() {
        return decimal(parser.nextToken());
    }

    /** The number of the current field, or null for a JSON null. */
    @Nullable Double optionalDecimal() {
        JsonToken token = parser.nextToken();
        return token == JsonToken.VALUE_NULL ? null : Double.valueOf(decimal(token));
    }

    private double decimal(@Nullable JsonToken token) {
        if (token == null || !token.isNumeric()) {
            throw refuse("must be a number, is " + describe(token));
        }
        return parser.getDoubleValue();
    }

    /**
     * The whole number of the current field. Exporters print every number as a float, so {@code
     * 1.024e+08} is one too.
     */
    long whole() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            try {
                return parser.getLongValue();
            } catch (InputCoercionException e) {
                throw refuse("must be between -2^63 and 2^63 - 1");
            }
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw refuse("must be a whole number, is " + describe(token));
        }
        double value = parser.getDoubleValue();
        if (value != Math.rint(value) || Math.abs(value) > MAX_EXACT_WHOLE) {
            throw refuse("must be a whole number, is " + value);
        }
        return (long) value;
    }

    /** The whole number of the current field, within 32 bits. */
    int wholeInt() {
        long value = whole();
        if ((int) value != value) {
            throw refuse("must be between -2^31 and 2^31 - 1, is " + value);
        }
        return (int) value;
    }

    /** The error that the current value has that problem. */
    MalformedPayloadException refuse(String problem) {
        return new MalformedPayloadException(path(), problem);
    }

    /** Where the cursor stands, such as {@code process_exporter[0].timestamp}. */
    String path() {
        return JsonPath.of(parser.streamReadContext());
    }

    private static String describe(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "missing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "not a value";
        };
    }

    @Override
    public void close() {
        parser.close();
    }
}
