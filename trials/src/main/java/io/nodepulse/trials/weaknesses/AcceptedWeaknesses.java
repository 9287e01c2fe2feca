package io.nodepulse.trials.weaknesses;

import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weaknesses that somebody looked at and lives with for a while: a line of the file is {@code name
 * | package URL | last day | reason}. With a version in the URL it is accepted in that version
 * only.
 */
final class AcceptedWeaknesses {

    private final List<Acceptance> lines;

    /**
     * A line of the file.
     *
     * @param until the last day on which it is accepted (UTC)
     */
    record Acceptance(String name, String packageUrl, LocalDate until, String reason) {

        boolean concerns(Weakness weakness) {
            String url = weakness.component().packageUrl();
            return weakness.names().contains(name)
                    && Set.of(url, url + "@" + weakness.component().version()).contains(packageUrl);
        }

        boolean isOver(LocalDate today) {
            return today.isAfter(until);
        }
    }

    private AcceptedWeaknesses(List<Acceptance> lines) {
        this.lines = List.copyOf(lines);
    }

    static AcceptedWeaknesses none() {
        return new AcceptedWeaknesses(List.of());
    }

    static AcceptedWeaknesses read(Path file) {
        List<Acceptance> lines = new ArrayList<>();
        List<String> text = text(file);
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(parsed(line, file + " line " + (i + 1)));
            }
        }
        return new AcceptedWeaknesses(lines);
    }

    /** The line that holds longest. */
    Optional<Acceptance> of(Weakness weakness) {
        return lines.stream()
                .filter(line -> line.concerns(weakness))
                .max(Comparator.comparing(Acceptance::until));
    }

    /** Lines that concern nothing of what was found. */
    List<Acceptance> unused(List<Weakness> found) {
        return lines.stream().filter(line -> found.stream().noneMatch(line::concerns)).toList();
    }

    private static List<String> text(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + " is not there");
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e);
        }
    }

    private static Acceptance parsed(String line, String where) {
        String[] parts = line.split(" \\| ", 4);
        if (parts.length < 4 || parts[3].isBlank()) {
            throw new BadInputException(
                    where + ": expected 'name | pkg:type/name | YYYY-MM-DD | reason'");
        }
        if (!parts[1].strip().startsWith("pkg:")) {
            throw new BadInputException(where + ": '" + parts[1] + "' is no package URL");
        }
        try {
            return new Acceptance(
                    parts[0].strip(),
                    parts[1].strip(),
                    LocalDate.parse(parts[2].strip()),
                    parts[3].strip());
        } catch (DateTimeParseException e) {
            throw new BadInputException(where + ": '" + parts[2] + "' is no day (YYYY-MM-DD)");
        }
    }
}
