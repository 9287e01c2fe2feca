package io.nodepulse.access.session;

import io.nodepulse.edge.Refused;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords and checks them. A hash takes 19 MiB and tens of milliseconds of a core by
 * intent, so half of the cores work on them at most; others wait for a moment, and are told to come
 * again if that is not enough. Thread-safe.
 */
public final class Passwords {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    /** With {@link #PASSES}, the first choice of OWASP's Password Storage Cheat Sheet. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final String CURRENT = "argon2id";
    private static final int AT_ONCE =
            Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** A stored hash names its algorithm, so that a later one can take over. */
    private final PasswordEncoder encoder;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /** See {@link #nobodys()}. */
    private volatile @Nullable String nobodys;

    public Passwords() {
        this(MEMORY_KIB, PASSES);
    }

    /** What they cost; other than ours only where what they cost is not what is tested. */
    Passwords(int memoryKib, int passes) {
        encoder =
                new DelegatingPasswordEncoder(
                        CURRENT,
                        Map.of(
                                CURRENT,
                                new Argon2PasswordEncoder(
                                        SALT_BYTES, HASH_BYTES, LANES, memoryKib, passes)));
    }

    /**
     * The hash to store.
     *
     * @param name of who has it from now on
     * @throws Refused if that is no password to allow
     */
    public String hash(String given, String name) {
        String password = prepared(given);
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            String allowed = MIN_LENGTH + " to " + MAX_LENGTH + " characters";
            throw Refused.field("password", "must have " + allowed, allowed);
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw Refused.field("password", "must have no control characters");
        }
        WeakPasswords.problemOf(password, name)
                .ifPresent(
                        problem -> {
                            throw Refused.field("password", "can be guessed: it " + problem);
                        });
        takePlace();
        try {
            return requireHash(password);
        } finally {
            places.release();
        }
    }

    /**
     * Whether that is the password; it takes as long where there is no hash.
     *
     * @param hash of the person, or null if there is no such person
     */
    public boolean matches(String password, @Nullable String hash) {
        takePlace();
        try {
            String prepared = prepared(password);
            return matchesAsIs(prepared, hash)
                    || (!prepared.equals(password) && matchesAsIs(password, hash));
        } finally {
            places.release();
        }
    }

    private boolean matchesAsIs(String password, @Nullable String hash) {
        String tried =
                password.length() > MAX_LENGTH ? password.substring(0, MAX_LENGTH) : password;
        boolean matches = encoder.matches(tried, hash == null ? nobodys() : hash);
        return matches && hash != null && tried.length() == password.length();
    }

    /**
     * As the profile OpaqueString has it (RFC 8265): every blank is the ASCII one, letters are
     * composed. What was hashed before this was so is compared as it was given, too.
     */
    private static String prepared(String password) {
        StringBuilder blanks = new StringBuilder();
        password.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(blanks::appendCodePoint);
        return Normalizer.normalize(blanks, Normalizer.Form.NFC);
    }

    /**
     * Checked where there is no such person, so that the answer takes as long. Made when it is
     * first needed, as a service that nobody signs in to needs none.
     */
    private String nobodys() {
        String made = nobodys;
        if (made == null) {
            made = requireHash("nobody's password");
            nobodys = made;
        }
        return made;
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(BUSY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        }
    }

    private static Refused tooMany() {
        return Refused.of(HttpStatus.SERVICE_UNAVAILABLE, "too many people sign in at once")
                .after(BUSY);
    }

    private String requireHash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }
}
