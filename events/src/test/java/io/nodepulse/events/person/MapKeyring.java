package io.nodepulse.events.person;

import io.nodepulse.events.secret.KeyFile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

/** Keys of a test, numbered as they are asked for. */
final class MapKeyring implements Keyring {

    private final Map<String, PersonKey> byPerson = new HashMap<>();
    private final Map<String, Found> byNumber = new HashMap<>();

    static String number(int number) {
        return "%012x".formatted(number);
    }

    static PersonKey key(int number) {
        byte[] bytes = new byte[KeyFile.BYTES];
        bytes[0] = (byte) number;
        return new PersonKey(number(number), new SecretKeySpec(bytes, "AES"));
    }

    @Override
    public Optional<PersonKey> of(String who) {
        PersonKey key = byPerson.computeIfAbsent(who, name -> key(byPerson.size() + 1));
        byNumber.putIfAbsent(key.number(), new Present(key));
        return Optional.of(key);
    }

    @Override
    public Found find(String number) {
        return byNumber.getOrDefault(number, new Missing("it is not in the map"));
    }

    String numberOf(String who) {
        return of(who).orElseThrow().number();
    }

    void put(String number, Found found) {
        byNumber.put(number, found);
    }
}
