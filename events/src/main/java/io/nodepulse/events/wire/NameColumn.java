package io.nodepulse.events.wire;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ProcessSampled;

/**
 * Names, each as the length of the prefix that it shares with the one before it and the rest.
 * Sorted names, as exporters give them, share much.
 */
final class NameColumn {

    private NameColumn() {}

    static void write(String[] names, ByteWriter columns) {
        String previous = "";
        for (String name : names) {
            int shared = sharedPrefix(previous, name);
            columns.putVarLong(shared);
            columns.putString(name.substring(shared));
            previous = name;
        }
    }

    static String[] read(int count, ByteReader columns) {
        if (count > columns.remaining()) {
            throw new MalformedEntryException(
                    count + " names cannot stand in " + columns.remaining() + " bytes");
        }
        String[] names = new String[count];
        String previous = "";
        for (int i = 0; i < count; i++) {
            int shared = columns.readCount("a shared prefix", previous.length());
            names[i] = previous.substring(0, shared) + columns.readString();
            previous = checked(names[i]);
        }
        return names;
    }

    private static String checked(String name) {
        try {
            ProcessSampled.requireName(name);
            return name;
        } catch (InvalidFieldException e) {
            throw new MalformedEntryException("a process " + e.getMessage(), e);
        }
    }

    /** Never splits a surrogate pair: the rest must be valid Unicode by itself. */
    private static int sharedPrefix(String a, String b) {
        int max = Math.min(a.length(), b.length());
        int shared = 0;
        while (shared < max && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared > 0 && Character.isHighSurrogate(a.charAt(shared - 1)) ? shared - 1 : shared;
    }
}
