package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;

/** A guesser says to come from somewhere else each time. */
final class ForgedAddress implements Attempt {

    private static final int GUESSES = 70;

    /** {@code nodepulse.access.sign-in.per-person-and-address}. */
    private static final int ALLOWED = 5;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        target.person("forged");
        int guesses = target.isShort() ? GUESSES / 4 : GUESSES;
        int compared = 0;
        for (int i = 0; i < guesses; i++) {
            int status =
                    target.client(1)
                            .with("X-Forwarded-For", "203.0.113." + i)
                            .signIn("forged", "wrong " + i);
            compared += status == 401 ? 1 : 0;
        }
        return new Finding(
                compared <= ALLOWED, "%d of %d answered 401".formatted(compared, guesses));
    }
}
