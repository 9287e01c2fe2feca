package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.PersonName;
import io.nodepulse.access.account.Scope;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.passkey.ResetSecondFactor;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.Role;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /api/people}: who may sign in. */
@RestController
public record PeopleController(
        AccountBook book, AdminCalls<AccountCommand> calls, Passwords passwords, Erasing erasing) {

    private static final Kind<Role> ROLE = Kind.oneOf(Role.values(), Role::code);

    private static final String ERASE = "erase";
    private static final String PROVIDER = "provider";

    record People(List<PersonRow> people) {}

    /**
     * What was erased.
     *
     * @param numbers in the place of the name
     * @param inTheClear whether older events name the person still
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record ErasedRow(List<String> numbers, boolean inTheClear) {

        static ErasedRow of(Erasing.Erased erased) {
            return new ErasedRow(List.copyOf(erased.numbers()), erased.inTheClear());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record PersonRow(
            String name,
            String role,
            List<String> serverTags,
            Instant addedAt,
            boolean secondFactor) {

        static PersonRow of(Person person) {
            return new PersonRow(
                    person.name(),
                    person.role().code(),
                    person.sight().tags(),
                    person.addedAt(),
                    person.hasSecondFactor());
        }
    }

    @GetMapping("/api/people")
    People people() {
        return new People(book.current().people().stream().map(PersonRow::of).toList());
    }

    @PostMapping("/api/people")
    ResponseEntity<PersonRow> add(HttpServletRequest request, Caller caller) {
        JsonBody body = JsonBody.of(request);
        String name = PersonName.of(body.required("name", Kind.TEXT));
        Role role = body.required("role", ROLE);
        String hash = passwords.hash(body.required("password", Kind.TEXT), name);
        Scope scope = GivenScope.in(body).orElse(Scope.EVERYTHING);
        Instant now = calls.now();
        calls.send(new AddPerson(name, role, scope, hash, now), caller);
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/people/{name}")
                                .buildAndExpand(name)
                                .encode()
                                .toUri())
                .body(new PersonRow(name, role.code(), scope.tags(), now, false));
    }

    /** Changes the role, the servers, the password, or several of these. */
    @PatchMapping("/api/people/{name}")
    PersonRow change(@PathVariable String name, HttpServletRequest request, Caller caller) {
        JsonBody body = JsonBody.of(request);
        Optional<Role> role = body.optional("role", ROLE);
        Optional<Scope> scope = GivenScope.in(body);
        Optional<String> hash =
                body.optional("password", Kind.TEXT)
                        .map(password -> passwords.hash(password, name));
        if (role.isEmpty() && scope.isEmpty() && hash.isEmpty()) {
            throw Refused.field(
                    "body",
                    "must have role, server_tags or password",
                    "role, server_tags, password");
        }
        calls.send(
                new ChangePerson(
                        name,
                        role.orElse(null),
                        scope.orElse(null),
                        hash.orElse(null),
                        calls.now()),
                caller);
        return PersonRow.of(RequiredPerson.of(book.current(), name));
    }

    /** With {@code erase}, also who was removed before, or is of a provider. */
    @DeleteMapping("/api/people/{name}")
    @Takes({ERASE, PROVIDER})
    ResponseEntity<ErasedRow> remove(
            @PathVariable String name, Parameters parameters, Caller caller) {
        Optional<String> provider = parameters.optional(PROVIDER, Kind.TEXT);
        if (parameters.optional(ERASE, Kind.FLAG).orElse(false)) {
            String who =
                    provider.map(id -> Actor.guest(id, name)).orElseGet(() -> Actor.person(name));
            return ResponseEntity.ok(ErasedRow.of(erasing.erase(who, caller)));
        }
        if (provider.isPresent()) {
            throw Refused.parameter(
                    PROVIDER, "removes its people by itself", "nothing, or erase=true as well");
        }
        calls.send(new RemovePerson(name, calls.now()), caller);
        return ResponseEntity.noContent().build();
    }

    /** For who has lost theirs; with their own, people do it themselves. */
    @DeleteMapping("/api/people/{name}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetFactor(@PathVariable String name, Caller caller) {
        if (caller.actor().name().equals(Actor.person(name))) {
            throw Refused.of(
                    HttpStatus.CONFLICT,
                    "your own is removed with your password and a code, or a passkey");
        }
        RequiredPerson.of(book.current(), name);
        calls.send(new ResetSecondFactor(name, calls.now()), caller);
    }
}
