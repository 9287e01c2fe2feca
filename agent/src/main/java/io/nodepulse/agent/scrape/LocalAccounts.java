package io.nodepulse.agent.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The accounts of this machine by name and number.
 *
 * @param file {@code /etc/passwd}
 */
public record LocalAccounts(Path file) {

    private static final int NAME = 0;
    private static final int UID = 2;

    /** Whether that account goes by that name or number. */
    boolean is(int uid, String nameOrNumber) {
        String number = Integer.toUnsignedString(uid);
        return nameOrNumber.equals(number) || number.equals(find(NAME, nameOrNumber, UID));
    }

    /** The name of that account, or null where it has none here. */
    public @Nullable String name(int uid) {
        return find(UID, Integer.toUnsignedString(uid), NAME);
    }

    /** For people. */
    String describe(int uid) {
        String number = Integer.toUnsignedString(uid);
        String name = name(uid);
        return name == null ? "user " + number : "user " + name + " (" + number + ")";
    }

    private @Nullable String find(int by, String value, int wanted) {
        try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(":", -1);
                if (fields.length > UID && fields[by].equals(value)) {
                    return fields[wanted];
                }
            }
        } catch (IOException e) {
            // Numbers still do.
        }
        return null;
    }
}
