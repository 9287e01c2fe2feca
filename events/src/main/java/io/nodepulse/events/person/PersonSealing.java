package io.nodepulse.events.person;

import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.StoredEvent;

/**
 * Seals what of an event is a person's before it is stored. What is proven of an event is its
 * stored form, so a proof holds whether its keys are there or not. Thread-safe.
 */
public final class PersonSealing {

    /** Key of the metadata of a stored event that names its sealed fields, blanks between them. */
    static final String MARK = "sealed";

    /** What the names of fields of the payload begin with in the mark. */
    static final String PAYLOAD = ".";

    private final Keyring keys;

    public PersonSealing(Keyring keys) {
        this.keys = keys;
    }

    /** Whether anything of it may be a person's: of a scrape that is known without looking. */
    public boolean concerns(Entry entry) {
        return entry instanceof Entry.Events told
                && told.events().stream().anyMatch(PersonSealing::concerns);
    }

    private static boolean concerns(StoredEvent event) {
        return event.metadata().containsKey(Actor.NAME_KEY)
                || event.metadata().containsKey(MARK)
                || !PersonalFields.of(event.typeName()).isEmpty();
    }

    /**
     * The entry as it is stored. May wait for the keys.
     *
     * @throws IllegalArgumentException if something in it says already that it is sealed
     */
    public Entry sealed(Entry entry) {
        return entry instanceof Entry.Events told
                ? new Entry.Events(told.events().stream().map(this::sealed).toList())
                : entry;
    }

    private StoredEvent sealed(StoredEvent event) {
        if (event.metadata().containsKey(MARK)) {
            throw new IllegalArgumentException(
                    "metadata of that key is the event store's: " + MARK);
        }
        return concerns(event) ? new EventSealer(event, keys).sealed() : event;
    }

    /**
     * Whether a stored event names somebody in its payload, and not sealed.
     *
     * @param who as {@link Actor#name}
     */
    public static boolean isInTheClear(StoredEvent event, String who) {
        return !event.metadata().containsKey(MARK)
                && new EventSealer(event, Keyring.NONE).names(who);
    }

    /** Where a sealed text belongs: it opens nowhere else. */
    static String place(StoredEvent event, String field) {
        return event.identifier() + "\n" + event.typeName() + "\n" + field;
    }
}
