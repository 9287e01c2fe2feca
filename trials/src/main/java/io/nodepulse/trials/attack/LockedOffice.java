package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;

/** One who fails at an address that many share must not keep the others out. */
final class LockedOffice implements Attempt {

    private static final int FAILURES = 30;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        target.person("colleague");
        for (int i = 0; i < FAILURES; i++) {
            target.client(1).signIn("name " + i % 6, "wrong");
        }
        int colleague = target.client(1).signIn("colleague", AttackedSystem.PASSWORD);
        int guesser = target.client(1).signIn("name 0", "wrong");
        return new Finding(
                colleague == 200 && guesser == 429,
                "a colleague: %d; who failed: %d".formatted(colleague, guesser));
    }
}
