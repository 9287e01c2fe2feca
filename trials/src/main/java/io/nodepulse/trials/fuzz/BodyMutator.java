package io.nodepulse.trials.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Spoils bodies in the ways that bugs and attackers do. Bodies are handled as ISO 8859-1, in which
 * every byte is a character, so that what comes out need not be valid UTF-8.
 */
final class BodyMutator {

    private static final Pattern NUMBER = Pattern.compile("(?<=:)-?[0-9][0-9.]*");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern FIELD = Pattern.compile("\"[a-z_0-9]+\":[^,{}\\[\\]]+");
    private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|-?[0-9.]+)");

    private static final int MAX_DEPTH = 3_000;

    private static final int BOMB_EVERY = 50;
    private static final byte[] BOMB = gzip(" ".repeat(65 << 20).getBytes(ISO_8859_1));

    private final RandomGenerator random;
    private final boolean bombs;
    private final List<UnaryOperator<String>> mutations =
            List.of(
                    body -> replaceOne(NUMBER, body, match -> oneOf(BadValues.NUMBERS)),
                    body -> replaceOne(STRING, body, match -> oneOf(BadValues.STRINGS)),
                    body -> replaceOne(VALUE, body, match -> oneOf(BadValues.OTHER_TYPES)),
                    body -> replaceOne(VALUE, body, match -> nest()),
                    body -> replaceOne(FIELD, body, match -> match + "," + match),
                    body -> replaceOne(FIELD, body, match -> "\"x\":1"),
                    this::flipByte,
                    this::removeSpan,
                    this::repeatSpan,
                    this::cut);

    /**
     * @param bombs whether to send, now and then, a few kilobytes that unpack to more than a body
     *     may have; from a single sender, since several at once are sent away as too much to read
     */
    BodyMutator(RandomGenerator random, boolean bombs) {
        this.random = random;
        this.bombs = bombs;
    }

    /** The body with up to three things wrong. */
    byte[] mutate(String body) {
        String spoiled = new String(body.getBytes(UTF_8), ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) {
            spoiled = mutations.get(random.nextInt(mutations.size())).apply(spoiled);
        }
        return spoiled.getBytes(ISO_8859_1);
    }

    /** The body as gzip, whole, cut short, with a byte changed, followed by more, or not at all. */
    byte[] pack(byte[] body) {
        if (bombs && random.nextInt(BOMB_EVERY) == 0) {
            return BOMB.clone();
        }
        byte[] packed = gzip(body);
        switch (random.nextInt(8)) {
            case 0 -> packed = Arrays.copyOf(packed, random.nextInt(packed.length));
            case 1 -> packed[random.nextInt(packed.length)] ^= (byte) random.nextInt(1, 256);
            case 2 -> packed = Arrays.copyOf(packed, packed.length + random.nextInt(1, 40));
            case 3 -> packed = random.nextBoolean() ? body : gzip(packed);
            default -> {
                // whole
            }
        }
        return packed;
    }

    /** What a sender of packed bytes says of them; mostly the truth. */
    String encoding() {
        return random.nextInt(20) == 0 ? oneOf(BadValues.ENCODINGS) : "gzip";
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private String replaceOne(Pattern pattern, String body, UnaryOperator<String> replacement) {
        Matcher matcher = pattern.matcher(body);
        long count = matcher.results().count();
        if (count == 0) {
            return body;
        }
        matcher.reset();
        for (long i = random.nextLong(count); i >= 0; i--) {
            matcher.find();
        }
        return body.substring(0, matcher.start())
                + replacement.apply(matcher.group())
                + body.substring(matcher.end());
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String nest() {
        int depth = random.nextInt(1, MAX_DEPTH);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private String flipByte(String body) {
        if (body.isEmpty()) {
            return body;
        }
        int at = random.nextInt(body.length());
        return body.substring(0, at) + (char) random.nextInt(256) + body.substring(at + 1);
    }

    private String removeSpan(String body) {
        int start = random.nextInt(body.length() + 1);
        int end = Math.min(body.length(), start + random.nextInt(1, 40));
        return body.substring(0, start) + body.substring(end);
    }

    private String repeatSpan(String body) {
        int start = random.nextInt(body.length() + 1);
        int end = Math.min(body.length(), start + random.nextInt(1, 200));
        return body.substring(0, end) + body.substring(start);
    }

    private String cut(String body) {
        return body.substring(0, random.nextInt(body.length() + 1));
    }
}
