package io.nodepulse.events.store.person;

import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.person.Keyring;
import io.nodepulse.events.person.PersonKey;
import io.nodepulse.events.secret.KeyFile;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of persons in Valkey, wrapped by the key of a file. Whoever seals asks each time; what
 * was found to open something is believed for {@value Remembered#SECONDS} s, so that is how long
 * another process may still show somebody who was erased. Thread-safe. Every call fails with {@link
 * EventStoreUnavailableException} if Valkey does not answer.
 */
public final class PersonKeys implements Keyring {

    private static final int MAX_ATTEMPTS = 5;
    private static final HexFormat HEX = HexFormat.of();

    private final KeptKeys kept;
    private final ErasedPersons erased;
    private final @Nullable KeyFile file;
    private final SecureRandom random = new SecureRandom();
    private final Remembered<Found> byNumber;
    private volatile @Nullable WrappingKey wrapping;

    /**
     * @param keys of the shard with the accounts
     * @param path of the file of the wrapping key, which is made with the first key; null where
     *     nothing is sealed
     */
    public PersonKeys(
            RedissonClient redisson, ShardKeys keys, @Nullable Path path, LongSupplier nanoTime) {
        this.kept = new KeptKeys(redisson, keys);
        this.erased = new ErasedPersons(new ShardReader(redisson, keys));
        this.file = path == null ? null : file(path);
        this.byNumber = new Remembered<>(nanoTime);
    }

    /** The file of the wrapping key at that path. */
    public static KeyFile file(Path path) {
        return new KeyFile(
                path,
                "persons",
                "Opens what is written of persons in the audit log; keep it secret, with a copy"
                        + " apart.");
    }

    /**
     * Requires that what is there can be read, for the start of a service.
     *
     * @throws KeyFileException if keys are there and no file opens them
     */
    public void requireReadable() {
        if (kept.any()) {
            if (file == null) {
                throw new KeyFileException(
                        "nodepulse.persons.key-file is not set, and this store has persons whose"
                                + " names are sealed");
            }
            wrapping(file);
        } else if (file != null && file.exists()) {
            var _ = WrappingKey.in(file);
        }
    }

    @Override
    public Optional<PersonKey> of(String who) {
        if (file == null) {
            return Optional.empty();
        }
        WrappingKey wrapped = wrapping(file);
        return Optional.of(found(who, wrapped).orElseGet(() -> made(who, wrapped)));
    }

    private Optional<PersonKey> found(String who, WrappingKey wrapped) {
        String trace = wrapped.traceOf(who);
        String number = kept.numberAt(trace);
        if (number == null) {
            return Optional.empty();
        }
        String key = kept.key(number);
        if (key == null || erased.find(number).isPresent()) {
            // The rest of an erasure that was cut short, or of an older copy of the store.
            kept.drop(trace, number);
            return Optional.empty();
        }
        return Optional.of(unwrapped(number, key, wrapped).key());
    }

    private PersonKey made(String who, WrappingKey wrapped) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            byte[] bytes = new byte[KeyFile.BYTES];
            random.nextBytes(bytes);
            PersonKey key = new PersonKey(newNumber(), new SecretKeySpec(bytes, "AES"));
            if (kept.add(wrapped.traceOf(who), key.number(), wrapped.wrap(key, who))) {
                return key;
            }
            Optional<PersonKey> others = found(who, wrapped);
            if (others.isPresent()) {
                return others.get();
            }
        }
        throw new EventStoreUnavailableException("a key of a person cannot be kept");
    }

    private String newNumber() {
        byte[] number = new byte[PersonErased.NUMBER_LENGTH / 2];
        random.nextBytes(number);
        return HEX.formatHex(number);
    }

    @Override
    public Found find(String number) {
        Found known = byNumber.get(number);
        if (known == null) {
            long generation = byNumber.generation();
            known = findNow(number);
            byNumber.put(number, known, generation);
        }
        return known;
    }

    /** Whoever was erased by now is so from the next call on. */
    public void forgetFound() {
        byNumber.clear();
    }

    private Found findNow(String number) {
        Optional<PersonErased> erasure = erased.find(number);
        if (erasure.isPresent()) {
            return new Erased(erasure.get().formerly());
        }
        if (file == null) {
            return new Missing("nodepulse.persons.key-file is not set");
        }
        String key = kept.key(number);
        if (key == null) {
            return new Missing("its key is not in " + kept.name());
        }
        try {
            return new Present(unwrapped(number, key, wrapping(file)).key());
        } catch (KeyFileException e) {
            return new Missing(String.valueOf(e.getMessage()));
        }
    }

    private WrappingKey.Unwrapped unwrapped(String number, String key, WrappingKey wrapped) {
        try {
            return wrapped.unwrap(number, key);
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(
                    "the key of person %s in %s was altered, or wrapped with another key file"
                            .formatted(number, kept.name()),
                    e);
        }
    }

    /**
     * Destroys the keys of those numbers; an event has to say before that they are erased.
     *
     * @throws IllegalStateException if none says so
     */
    public void destroy(Set<String> numbers) {
        Set<String> without = new TreeSet<>(numbers);
        without.removeAll(erased.now().keySet());
        if (!without.isEmpty()) {
            throw new IllegalStateException("no event says that these are erased: " + without);
        }
        kept.drop(numbers);
        byNumber.clear();
    }

    /**
     * Destroys again the keys of all who are erased: an older copy of the store has them still.
     *
     * @return how many came back
     */
    public int destroyErased() {
        Set<String> back = new TreeSet<>(erased.now().keySet());
        back.retainAll(kept.numbers());
        if (!back.isEmpty()) {
            destroy(back);
        }
        return back.size();
    }

    /**
     * Every number that is not erased and under which anything of those was sealed. Each key says
     * whose it is, so none is missed whose trace was lost.
     *
     * @param everybody as {@link io.nodepulse.events.administration.Actor#name}
     * @throws KeyFileException if the key of one of them cannot be used, which may be theirs
     */
    public Set<String> numbersOf(Collection<String> everybody) {
        Set<String> numbers = new TreeSet<>();
        Map<String, String> all = file == null ? new TreeMap<>() : kept.all();
        all.keySet().removeAll(erased.now().keySet());
        if (file != null && !all.isEmpty()) {
            WrappingKey wrapped = wrapping(file);
            all.forEach(
                    (number, key) -> {
                        if (everybody.contains(unwrapped(number, key, wrapped).who())) {
                            numbers.add(number);
                        }
                    });
        }
        return numbers;
    }

    /** Whether anything of somebody was sealed since they were last erased, if ever. */
    public boolean isKnown(String who) {
        return file != null && found(who, wrapping(file)).isPresent();
    }

    /** Whether what is written of persons is sealed. */
    public boolean areSealed() {
        return file != null;
    }

    private WrappingKey wrapping(KeyFile known) {
        WrappingKey key = wrapping;
        if (key == null) {
            key = read(known);
            wrapping = key;
        }
        return key;
    }

    /** It is not made where keys were wrapped before: the file belongs there then. */
    private WrappingKey read(KeyFile known) {
        if (!known.exists()) {
            if (kept.any()) {
                throw new KeyFileException(missing(known));
            }
            known.make();
        }
        WrappingKey key = WrappingKey.in(known);
        key.requireSame(kept.check(key.check()));
        return key;
    }

    private static String missing(KeyFile file) {
        return "%s, the key of persons, is missing: bring back the one that this store was used with"
                .formatted(file.path());
    }
}
