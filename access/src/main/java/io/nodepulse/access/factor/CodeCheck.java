package io.nodepulse.access.factor;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.account.SecondFactor;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.Actor;

import java.time.InstantSource;
import java.util.OptionalLong;

/** Takes a code of a person's second factor, each once. Thread-safe. */
public final class CodeCheck {

    private static final String CODE = "code";

    private final AdminCalls<AccountCommand> calls;
    private final FactorKey key;
    private final UsedCodes used;
    private final InstantSource clock;
    private final Totp totp = Totp.standard();

    public CodeCheck(
            AdminCalls<AccountCommand> calls, FactorKey key, UsedCodes used, InstantSource clock) {
        this.calls = calls;
        this.key = key;
        this.used = used;
        this.clock = clock;
    }

    /** The refusal of who has shown the password alone. */
    public static Refused wanted() {
        return AccessRefusal.SECOND_FACTOR_WANTED
                .because("a code of the second factor is needed, too")
                .naming("field", CODE);
    }

    /** The refusal of a code. */
    public static Refused wrong() {
        return AccessRefusal.WRONG_CODE
                .because("the code is wrong, or was used before")
                .naming("field", CODE);
    }

    /** Whether that is a code of theirs; if it is, it is none from now on. */
    public boolean takes(Person person, SecondFactor factor, String typed, String address) {
        String code = TypedCode.plain(typed);
        if (TypedCode.isOfTheTime(code)) {
            return isOfTheTime(factor.encryptedSecret(), person.name(), code);
        }
        String hash = RecoveryCodes.hash(person.name(), code);
        if (!factor.recoveryHashes().contains(hash)) {
            return false;
        }
        calls.send(
                new UseRecoveryCode(person.name(), hash, calls.now()),
                new Actor(Actor.person(person.name()), address));
        return true;
    }

    /** The same, of a secret that is not yet anybody's. */
    public boolean proves(String encryptedSecret, String person, String typed) {
        return isOfTheTime(encryptedSecret, person, TypedCode.plain(typed));
    }

    private boolean isOfTheTime(String encryptedSecret, String person, String code) {
        OptionalLong step =
                totp.stepOf(key.decrypt(encryptedSecret, person), code, clock.instant());
        return step.isPresent() && used.isFirstUse(encryptedSecret, step.getAsLong());
    }
}
