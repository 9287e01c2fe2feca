package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;
import java.util.List;

/** A web page whose name was pointed at loopback reads what answers there. */
final class ForeignHosts implements Attempt {

    private static final List<String> PATHS =
            List.of("/", "/api/servers", "/api/live", "/metrics", "/healthz", "/livez", "/readyz");
    private static final List<String> HOSTS =
            List.of("attacker.example", "127.attacker.example", "localhost.attacker.example");

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        int answered = 0;
        for (String host : HOSTS) {
            for (String path : PATHS) {
                int status = target.client(1).with("Host", host).get(path).status();
                answered += status < 400 ? 1 : 0;
            }
        }
        int asked = HOSTS.size() * PATHS.size();
        return new Finding(answered == 0, "%d of %d answered".formatted(answered, asked));
    }
}
