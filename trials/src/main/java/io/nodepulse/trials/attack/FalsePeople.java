package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;
import java.util.List;

/** People who would be taken for others, or whose password is guessed first. */
final class FalsePeople implements Attempt {

    private static final String BODY = "{\"name\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}";

    /** Of {@code p-admin}: blanks, capitals, Cyrillic, full width, right to left, invisible. */
    private static final List<String> NAMES =
            List.of(
                    "p-admin ",
                    " p-admin",
                    "P-Admin",
                    "p-\u0430dmin",
                    "\uff50-admin",
                    "\u202enimda-p",
                    "p-ad\u200bmin");

    private static final List<String> PASSWORDS =
            List.of("aaaaaaaaaaaa", "123456789012", "password1234", "qwertyuiopas", "false-person");

    private static final String TWICE =
            "{\"name\":\"twice\",\"role\":\"viewer\",\"role\":\"admin\",\"password\":\""
                    + AttackedSystem.PASSWORD
                    + "\"}";

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        target.person("p-admin");
        int added = 0;
        for (String name : NAMES) {
            added += added(target, BODY.formatted(name, AttackedSystem.PASSWORD));
        }
        for (String password : PASSWORDS) {
            added += added(target, BODY.formatted("false-person", password));
        }
        added += added(target, TWICE);
        int tried = NAMES.size() + PASSWORDS.size() + 1;
        return new Finding(added == 0, "%d of %d added".formatted(added, tried));
    }

    private static int added(AttackedSystem target, String body) throws IOException {
        return target.administrator().post("/api/people", body).status() == 201 ? 1 : 0;
    }
}
