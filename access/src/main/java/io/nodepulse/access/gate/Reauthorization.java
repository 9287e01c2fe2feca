package io.nodepulse.access.gate;

import io.nodepulse.access.account.Scope;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.rule.Need;
import io.nodepulse.access.rule.Reach;
import io.nodepulse.access.session.Callers;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether who was let in would be let in again, for answers that go on for long: the filters looked
 * at the request once, and meanwhile its caller may have been removed. Thread-safe.
 */
public record Reauthorization(AccessRules rules, Callers callers) {

    /**
     * Looks anew each time it is asked. While Valkey does not answer, who was let in may stay: to
     * remove somebody takes Valkey, too. Who may see other servers than before comes back for
     * those.
     */
    public BooleanSupplier of(HttpServletRequest request) {
        Need needed = rules.needOf(request);
        Reach reach = rules.reachOf(request);
        if (needed == Need.OPEN) {
            return () -> true;
        }
        Scope scope = Caller.current().scope();
        Supplier<Optional<Caller>> caller = callers.asking(request);
        return () -> {
            try {
                return caller.get()
                        .filter(known -> AccessRules.admits(known, needed, reach))
                        .filter(known -> known.scope().equals(scope))
                        .isPresent();
            } catch (Refused e) {
                return false;
            } catch (EventStoreUnavailableException e) {
                return true;
            }
        };
    }
}
