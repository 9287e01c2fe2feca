package io.nodepulse.events.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EventTypes;

import org.junit.jupiter.api.Test;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whoever adds a text to an event is asked here whose it is. */
class PersonalFieldsTest {

    /** Texts that tell of no person, by event and field. */
    private static final Set<String> OF_NOBODY =
            Set.of(
                    "AgentTokenRotated.agentTokenHash",
                    "ApiTokenIssued.name",
                    "ApiTokenIssued.tokenHash",
                    "ApiTokenLimited.serverTags",
                    "DataExported.format",
                    "DataExported.what",
                    "EnrollmentIssued.tokenHash",
                    "HistoryErased.name",
                    "PasskeyCounterWentBack.credentialId",
                    "PasskeyEnrolled.credentialId",
                    "PasskeyEnrolled.host",
                    "PasskeyEnrolled.publicKey",
                    "PasskeyRemoved.credentialId",
                    "PersonErased.formerly",
                    "PersonErased.number",
                    "PersonScopeChanged.serverTags",
                    "ProjectionRepaired.kind",
                    "ProjectionRepaired.projection",
                    "RebuildCancelled.projection",
                    "RebuildStarted.projection",
                    "RecoveryCodeUsed.recoveryHash",
                    "SecondFactorEnrolled.encryptedSecret",
                    "SecondFactorEnrolled.recoveryHashes",
                    "ServerRegistered.agentTokenHash",
                    "ServerRegistered.name",
                    "ServerRemoved.name",
                    "ServerRenamed.name",
                    "ServerRenamed.previousName",
                    "ServerTagsChanged.tags");

    @Test
    void eachTextOfEachEventIsInTheTableOrOfNobody() {
        Set<String> others = new TreeSet<>();
        for (Class<?> fact : EventTypes.facts()) {
            Set<String> personal = PersonalFields.of(EventTypes.factType(fact).name()).keySet();
            Set<String> texts = new TreeSet<>();
            Arrays.stream(fact.getRecordComponents())
                    .filter(PersonalFieldsTest::isText)
                    .map(RecordComponent::getName)
                    .forEach(texts::add);
            assertThat(texts).as(fact.getSimpleName()).containsAll(personal);
            texts.removeAll(personal);
            texts.forEach(text -> others.add(fact.getSimpleName() + "." + text));
        }
        assertThat(others).isEqualTo(new TreeSet<>(OF_NOBODY));
    }

    private static boolean isText(RecordComponent component) {
        return component.getType() == String.class || component.getType() == List.class;
    }
}
