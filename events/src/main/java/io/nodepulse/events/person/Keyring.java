package io.nodepulse.events.person;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The keys of persons. Thread-safe. */
public interface Keyring {

    /** Where nothing is sealed: events are written in the clear. */
    Keyring NONE =
            new Keyring() {
                @Override
                public Optional<PersonKey> of(String who) {
                    return Optional.empty();
                }

                @Override
                public Found find(String number) {
                    return new Missing("this program has no keys of persons");
                }
            };

    /** What is known of a number. */
    sealed interface Found permits Present, Erased, Missing {}

    /** Its key is there. */
    record Present(PersonKey key) implements Found {}

    /**
     * An event says that it is erased, whether its key is still there or not.
     *
     * @param formerly see {@link io.nodepulse.events.administration.PersonErased}
     */
    record Erased(@Nullable String formerly) implements Found {}

    /**
     * Its key is not there, and no event says that it was erased.
     *
     * @param why for the log
     */
    record Missing(String why) implements Found {}

    /**
     * The key for what is written of somebody, which is made where there is none.
     *
     * @param who as {@link io.nodepulse.events.administration.Actor#name}
     * @return nothing where nothing is sealed
     * @throws io.nodepulse.events.secret.KeyFileException if the key is there and cannot be used
     */
    Optional<PersonKey> of(String who);

    /** The key of that number. */
    Found find(String number);
}
