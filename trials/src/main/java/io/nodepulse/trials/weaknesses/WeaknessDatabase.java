package io.nodepulse.trials.weaknesses;

import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A folder of records of the OSV schema: files {@code *.json}, and archives {@code *.zip} of them,
 * at any depth. What cannot be read is named, and leaves the others as they are. Used by one
 * thread.
 */
final class WeaknessDatabase {

    /** No record comes near it; a spoiled archive must not fill memory. */
    private static final int LONGEST_RECORD = 16 << 20;

    private final OsvParser parser;

    /** The newest of each id. */
    private final Map<String, WeaknessRecord> records = new HashMap<>();

    private final Map<String, String> damaged = new TreeMap<>();

    /**
     * @param count records that name a package of the ecosystem
     * @param newest when one of them was last changed
     */
    record Holding(long count, Instant newest) {

        private Holding and(Holding other) {
            return new Holding(
                    count + other.count, newest.isAfter(other.newest) ? newest : other.newest);
        }
    }

    private WeaknessDatabase(OsvParser parser) {
        this.parser = parser;
    }

    /**
     * @param wanted the packages of which records are kept
     */
    static WeaknessDatabase read(Path folder, Set<PackageName> wanted) {
        WeaknessDatabase database = new WeaknessDatabase(new OsvParser(wanted, Instant.now()));
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                database.add(folder, file);
            }
        } catch (IOException e) {
            throw new BadInputException(folder + " cannot be read: " + e);
        }
        if (database.records.isEmpty()) {
            throw new BadInputException(
                    "%s has no record of the OSV schema, in *.json or *.zip%s"
                            .formatted(folder, database.firstDamage()));
        }
        return database;
    }

    Collection<WeaknessRecord> records() {
        return records.values();
    }

    /** What is wrong with what was not read, by its name. */
    Map<String, String> damaged() {
        return damaged;
    }

    long withdrawn() {
        return records.values().stream().filter(WeaknessRecord::withdrawn).count();
    }

    /** By the ecosystem's name in the records. */
    Map<String, Holding> holdings() {
        Map<String, Holding> holdings = new TreeMap<>();
        for (WeaknessRecord record : records.values()) {
            for (String ecosystem : record.ecosystems()) {
                holdings.merge(ecosystem, new Holding(1, record.modified()), Holding::and);
            }
        }
        return holdings;
    }

    private void add(Path folder, Path file) {
        String name = folder.relativize(file).toString();
        try {
            if (name.endsWith(".json")) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(name, in);
                }
            } else if (name.endsWith(".zip")) {
                addArchive(name, file);
            }
        } catch (IOException e) {
            damaged.put(name, "it cannot be read: " + e.getMessage());
        }
    }

    private void addArchive(String name, Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (entry.getName().endsWith(".json")) {
                    addEntry(name + "!" + entry.getName(), archive, entry);
                }
            }
        }
    }

    private void addEntry(String name, ZipFile archive, ZipEntry entry) {
        try (InputStream in = archive.getInputStream(entry)) {
            add(name, in);
        } catch (IOException e) {
            damaged.put(name, "it cannot be read: " + e.getMessage());
        }
    }

    private void add(String name, InputStream in) throws IOException {
        byte[] json = in.readNBytes(LONGEST_RECORD + 1);
        if (json.length > LONGEST_RECORD) {
            damaged.put(name, "it is longer than 16 MiB");
            return;
        }
        try {
            WeaknessRecord record = parser.parse(json);
            records.merge(
                    record.id(),
                    record,
                    (one, other) -> one.modified().isBefore(other.modified()) ? other : one);
        } catch (IllegalArgumentException e) {
            damaged.put(name, String.valueOf(e.getMessage()));
        }
    }

    private String firstDamage() {
        return damaged.entrySet().stream()
                .findFirst()
                .map(
                        first ->
                                "; %d are damaged, the first is %s: %s"
                                        .formatted(
                                                damaged.size(), first.getKey(), first.getValue()))
                .orElse("");
    }
}
