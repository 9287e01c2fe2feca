package io.nodepulse.events.person;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.ApiTokenHandedOver;
import io.nodepulse.events.administration.PasskeyCounterWentBack;
import io.nodepulse.events.administration.PasskeyEnrolled;
import io.nodepulse.events.administration.PasskeyRemoved;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonPasswordChanged;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.PersonRoleChanged;
import io.nodepulse.events.administration.PersonScopeChanged;
import io.nodepulse.events.administration.RecoveryCodeUsed;
import io.nodepulse.events.administration.SecondFactorEnrolled;
import io.nodepulse.events.administration.SecondFactorRemoved;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;
import io.nodepulse.events.administration.SignedOutEverywhere;

import java.util.Map;

/**
 * Which fields of which events are a person's; the actor and the address in the metadata of every
 * event are besides. A test asks of each text in each event whether it is here.
 */
public final class PersonalFields {

    /** What a field holds. */
    public enum Kind {
        /** The name of one of our people. */
        NAME,
        /** A name as actors have it, which may be of nobody. */
        ACTOR,
        /** Something of whom the event's {@link #NAME} names. */
        OF_NAME,
        /** Something of the event's actor. */
        OF_ACTOR
    }

    private static final Map<String, Kind> NAME = Map.of("name", Kind.NAME);
    private static final Map<String, Kind> NAME_AND_LABEL =
            Map.of("name", Kind.NAME, "label", Kind.OF_NAME);
    private static final Map<String, Kind> NAME_AND_HASH =
            Map.of("name", Kind.NAME, "passwordHash", Kind.OF_NAME);

    private static final Map<Class<?>, Map<String, Kind>> TABLE =
            Map.ofEntries(
                    Map.entry(PersonAdded.class, NAME_AND_HASH),
                    Map.entry(PersonRoleChanged.class, NAME),
                    Map.entry(PersonScopeChanged.class, NAME),
                    Map.entry(PersonPasswordChanged.class, NAME_AND_HASH),
                    Map.entry(PersonRemoved.class, NAME),
                    Map.entry(SecondFactorEnrolled.class, NAME),
                    Map.entry(RecoveryCodeUsed.class, NAME),
                    Map.entry(SecondFactorRemoved.class, NAME),
                    Map.entry(PasskeyEnrolled.class, NAME_AND_LABEL),
                    Map.entry(PasskeyRemoved.class, NAME_AND_LABEL),
                    Map.entry(PasskeyCounterWentBack.class, NAME_AND_LABEL),
                    Map.entry(SignedOutEverywhere.class, Map.of("who", Kind.ACTOR)),
                    Map.entry(ApiTokenHandedOver.class, Map.of("issuer", Kind.ACTOR)),
                    Map.entry(SignInFailed.class, Map.of("target", Kind.ACTOR)),
                    Map.entry(SignedIn.class, Map.of("subject", Kind.OF_ACTOR)));

    private static final Map<String, Map<String, Kind>> BY_TYPE =
            TABLE.entrySet().stream()
                    .collect(
                            toUnmodifiableMap(
                                    row -> EventTypes.factType(row.getKey()).name(),
                                    Map.Entry::getValue));

    private PersonalFields() {}

    /** Those of the payload of a message type, by their names in its JSON. */
    public static Map<String, Kind> of(String typeName) {
        return BY_TYPE.getOrDefault(typeName, Map.of());
    }
}
