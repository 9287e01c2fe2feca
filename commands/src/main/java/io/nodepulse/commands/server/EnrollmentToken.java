package io.nodepulse.commands.server;

import io.nodepulse.access.account.MachineTokens;
import io.nodepulse.access.account.Secrets;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The secret by which a machine registers itself, once: {@code npe_}, the id that the server will
 * have (22 characters of URL-safe Base64), and 256 random bits. The id leads to the shard where the
 * token's events are. It is shown once and never stored or logged, so {@link #toString} hides it.
 *
 * @param serverId what it registers
 * @param secret the whole token
 */
public record EnrollmentToken(UUID serverId, String secret) {

    private static final String PREFIX = MachineTokens.ENROLLMENT;
    private static final int ID_LENGTH = 22;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{65}");

    /** A token that nobody has had before, for a server that nobody has had before. */
    public static EnrollmentToken generate() {
        UUID id = UUID.randomUUID();
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new EnrollmentToken(id, PREFIX + text + Secrets.next());
    }

    /** The token that was shown, if it has the form of one. */
    public static Optional<EnrollmentToken> of(String shown) {
        if (!FORM.matcher(shown).matches()) {
            return Optional.empty();
        }
        String id = shown.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            return Optional.of(
                    new EnrollmentToken(new UUID(bytes.getLong(), bytes.getLong()), shown));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is stored of it. */
    public TokenHash hash() {
        return TokenHash.of(secret);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
