package io.nodepulse.trials.attack;

import java.util.List;

/** All attacks, in the order in which they are tried: those that hold the machine up come last. */
final class Attacks {

    static final List<Attack> ALL =
            List.of(
                    new Attack(
                            "engines-next-door",
                            "Valkey and PostgreSQL without a password, from this machine",
                            "a shell as whoever started the server",
                            new EnginesNextDoor()),
                    new Attack(
                            "foreign-hosts",
                            "page, API, probes and metrics under somebody else's Host",
                            "probes and metrics answered",
                            new ForeignHosts()),
                    new Attack(
                            "false-people",
                            "names that look like another's, passwords guessed first, keys twice",
                            "all were added",
                            new FalsePeople()),
                    new Attack(
                            "minted-tokens",
                            "a token of 364 days by one of 2 days, which then is revoked",
                            "364 days, and valid after",
                            new MintedTokens()),
                    new Attack(
                            "forged-address",
                            "70 wrong passwords, each with another X-Forwarded-For",
                            "70 of 70 answered 401",
                            new ForgedAddress()),
                    new Attack(
                            "guessed-passwords",
                            "60 wrong passwords of one person, from 13 addresses",
                            "the right person was locked out at a new address",
                            new GuessedPasswords()),
                    new Attack(
                            "locked-office",
                            "30 wrong passwords from the one address of an office",
                            "the whole office was locked out",
                            new LockedOffice()),
                    new Attack(
                            "tried-tokens",
                            "bearer tokens, as fast as one client can",
                            "731 a second, without an end",
                            new TriedTokens()),
                    new Attack(
                            "empty-gzip-members",
                            "a body of 600 kB with 30,000 empty gzip members",
                            "stack overflow, 500, 86 kB of log",
                            new EmptyGzipMembers()),
                    new Attack(
                            "endless-names",
                            "6 pushes of one agent, full of names that never come again",
                            "PostgreSQL grew by 314 MB for ever",
                            new EndlessNames()),
                    new Attack(
                            "many-streams",
                            "2,000 live streams of one viewer",
                            "all 2,000 open",
                            new ManyStreams()),
                    new Attack(
                            "many-exports",
                            "50 exports of a history at a time, while agents push",
                            "pushes from 8 to 703 ms",
                            new ManyExports()),
                    new Attack(
                            "slow-heads",
                            "8,293 connections of one client that send a byte now and then",
                            "nobody else was answered",
                            new SlowHeads()));

    private Attacks() {}

    static List<String> names() {
        return ALL.stream().map(Attack::name).toList();
    }
}
