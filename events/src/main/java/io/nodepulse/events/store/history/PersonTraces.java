package io.nodepulse.events.store.history;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.store.entry.DecodedEntry;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What the events of accounts tell of somebody besides what is sealed under their own number.
 *
 * @param inTheClear whether their name stands in an event of before names were sealed
 * @param tokens all API tokens that they ever issued, or that were issued with one of these
 */
public record PersonTraces(boolean inTheClear, Set<UUID> tokens) {

    static PersonTraces of(ShardHistory accounts, String who) {
        boolean inTheClear = false;
        Set<UUID> tokens = new HashSet<>();
        Set<String> issuers = new HashSet<>(Set.of(who));
        for (long sequence : accounts.reader().tags().after(EventTypes.ACCOUNT, 0)) {
            DecodedEntry entry =
                    accounts.reader()
                            .holding(sequence)
                            .flatMap(accounts.decoder()::decodeIfKept)
                            .orElse(null);
            if (entry == null) {
                continue;
            }
            inTheClear |= entry.isInTheClear(sequence, who);
            EventMessage message = entry.message(sequence);
            if (message.payload() instanceof ApiTokenIssued issued
                    && Actor.of(message.metadata())
                            .map(Actor::name)
                            .filter(issuers::contains)
                            .isPresent()) {
                tokens.add(issued.id());
                issuers.add(Actor.token(issued.id()));
            }
        }
        return new PersonTraces(inTheClear, Set.copyOf(tokens));
    }
}
