package io.nodepulse.trials.weaknesses;

import io.nodepulse.embedded.ValkeyBinary;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.trials.weaknesses.WeaknessReport.Engine;
import io.nodepulse.trials.weaknesses.WeaknessReport.Read;
import io.nodepulse.trials.weaknesses.WeaknessReport.Row;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Says which weaknesses what is shipped is known to have, without asking anybody. */
@Command(
        name = "weaknesses",
        header = "Lists known weaknesses of what is shipped, offline.",
        description = {
            "Compares the bills of materials that the build made, and the engines of "
                    + "'up', with what is known: a table that comes with NodePulse for the "
                    + "engines, and for libraries a folder of records that you have put "
                    + "there. Nothing is fetched.",
            "Exit code 0 if nothing is known, 1 if something is, 2 if something could not be "
                    + "read."
        })
public final class WeaknessesCommand extends TerminalCommand {

    /** Where the build of the checkout puts its bills; the script that starts this knows. */
    private static final String BUILD_DIRECTORY = "nodepulse.build.directory";

    private static final List<String> BILLS =
            List.of("nodepulse-bom.json", "nodepulse-page-bom.json");

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    @Option(
            names = "--bom",
            paramLabel = "FILE",
            description =
                    "A bill of materials (CycloneDX, JSON); may be repeated (default: both that the"
                            + " build made).")
    private List<Path> bills = List.of();

    @Option(
            names = "--database",
            paramLabel = "DIR",
            description =
                    "A folder with records of the OSV schema, in *.json and *.zip at any depth.")
    private @Nullable Path database;

    @Option(
            names = "--accept",
            paramLabel = "FILE",
            description =
                    "Weaknesses that are accepted for a while; each line is 'name | package URL |"
                            + " last day | reason'.")
    private @Nullable Path accepted;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    private final Supplier<Optional<ValkeyBinary>> valkey;

    /** Of the Valkey that is on this machine. */
    public WeaknessesCommand() {
        this(ValkeyBinary::present);
    }

    WeaknessesCommand(Supplier<Optional<ValkeyBinary>> valkey) {
        this.valkey = valkey;
    }

    @Override
    protected int run(PrintWriter out) {
        WeaknessReport report = report();
        if (json) {
            out.println(JSON.writeValueAsString(report));
        } else {
            ReportLines.of(report).forEach(out::println);
        }
        return report.counted() == 0 ? 0 : 1;
    }

    private WeaknessReport report() {
        AcceptedWeaknesses acceptances =
                accepted == null ? AcceptedWeaknesses.none() : AcceptedWeaknesses.read(accepted);
        Set<Component> components = new LinkedHashSet<>();
        List<String> unnamed = new ArrayList<>();
        for (Path file : files()) {
            BillOfMaterials bill = BillOfMaterials.read(file);
            components.addAll(bill.components());
            unnamed.addAll(bill.unnamed());
        }
        Engines engines = Engines.of(List.copyOf(components), valkey.get());
        List<Weakness> found = new ArrayList<>(engines.weaknesses());
        WeaknessDatabase records = records(components);
        if (records != null) {
            found.addAll(Examination.of(components, records.records()));
        }
        found.sort(Weakness.ORDER);
        Coverage coverage =
                Coverage.of(components, unnamed, records == null ? Map.of() : records.holdings());
        coverage.notLookedAt().addAll(engines.untold());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new WeaknessReport(
                found.stream().map(each -> Row.of(each, acceptances, today)).toList(),
                coverage.lookedAt(),
                engines.told().stream()
                        .map(each -> new Engine(each.name(), each.version()))
                        .toList(),
                coverage.notLookedAt(),
                acceptances.unused(found),
                records == null || database == null ? null : Read.of(database, records));
    }

    private @Nullable WeaknessDatabase records(Set<Component> components) {
        if (database == null) {
            return null;
        }
        if (!Files.isDirectory(database)) {
            throw new BadInputException("--database " + database + " is no folder");
        }
        return WeaknessDatabase.read(database, Examination.wanted(components));
    }

    private List<Path> files() {
        Path directory = Path.of(System.getProperty(BUILD_DIRECTORY, "target"));
        return bills.isEmpty() ? BILLS.stream().map(directory::resolve).toList() : bills;
    }
}
