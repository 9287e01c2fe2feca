package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.AccountEvent;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.ApiTokenRevoked;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.PersonRemoved;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Let somebody sign in no more, and nobody read again what was written of them.
 *
 * @param who as {@link Actor#name}: a person, also one who was removed, or somebody of a provider
 * @param numbers under which their names and addresses are sealed
 * @param formerly their name where it stands in the clear as well; null where it does not
 * @param ofTokens under which the addresses of API tokens are sealed that end with them
 * @param at the moment, in whole milliseconds
 */
public record ErasePerson(
        String who,
        Set<String> numbers,
        @Nullable String formerly,
        Set<String> ofTokens,
        Instant at)
        implements AccountCommand {

    /** A person ends before what is written of them does; tokens of a provider's, too. */
    public static List<AccountEvent> decide(ErasePerson command, Accounts accounts) {
        String who = command.who();
        String name = who.substring(Actor.nameAt(who));
        List<AccountEvent> events = new ArrayList<>();
        if (!who.startsWith(Actor.PERSON)) {
            accounts.tokens().stream()
                    .filter(token -> who.equals(accounts.rootOf(token).issuer()))
                    .map(ApiToken::id)
                    .forEach(id -> events.add(new ApiTokenRevoked(id, command.at())));
        } else if (accounts.person(name).isPresent() && !RequiredPerson.isUnreadable(name)) {
            events.add(new PersonRemoved(name, command.at()));
        }
        for (String number : command.numbers()) {
            events.add(new PersonErased(number, command.formerly(), command.at()));
        }
        for (String number : command.ofTokens()) {
            events.add(new PersonErased(number, null, command.at()));
        }
        if (command.numbers().isEmpty()) {
            throw Refused.of(HttpStatus.NOT_FOUND, "nothing is written of a person " + name);
        }
        return events;
    }
}
