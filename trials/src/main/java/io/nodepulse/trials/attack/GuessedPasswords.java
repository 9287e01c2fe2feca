package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;

/** Somebody's password is guessed from everywhere, which must not keep that person out. */
final class GuessedPasswords implements Attempt {

    private static final int GUESSES = 60;
    private static final int ADDRESSES = 13;
    private static final int ELSEWHERE = 100;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        target.person("guessed");
        for (int i = 0; i < GUESSES; i++) {
            target.client(1 + i % ADDRESSES).signIn("guessed", "wrong " + i);
        }
        int guesser = target.client(1).signIn("guessed", AttackedSystem.PASSWORD);
        int right = target.client(ELSEWHERE).signIn("guessed", AttackedSystem.PASSWORD);
        return new Finding(
                right == 200 && guesser == 429,
                "the right password at a new address: %d; where it was guessed from: %d"
                        .formatted(right, guesser));
    }
}
