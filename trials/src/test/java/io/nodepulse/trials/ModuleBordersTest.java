package io.nodepulse.trials;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Data flows one way: commands write events, audit and projections read them, and the query side
 * knows only the SQL schema. Each lets callers in through access, and reads and refuses their
 * requests at the edge. The agent knows only the payload, and nobody knows the trials: what is
 * installed is without them.
 */
@AnalyzeClasses(packages = "io.nodepulse", importOptions = DoNotIncludeTests.class)
class ModuleBordersTest {

    @ArchTest
    static final ArchRule MODULES =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("io.nodepulse..")
                    .layer("edge")
                    .definedBy("io.nodepulse.edge..")
                    .layer("events")
                    .definedBy("io.nodepulse.events..")
                    .layer("access")
                    .definedBy("io.nodepulse.access..")
                    .layer("commands")
                    .definedBy("io.nodepulse.commands..")
                    .layer("audit")
                    .definedBy("io.nodepulse.audit..")
                    .layer("projections")
                    .definedBy("io.nodepulse.projections..")
                    .layer("query-api")
                    .definedBy("io.nodepulse.query..")
                    .layer("agent")
                    .definedBy("io.nodepulse.agent..")
                    .layer("embedded")
                    .definedBy("io.nodepulse.embedded..")
                    .layer("server")
                    .definedBy("io.nodepulse.server..")
                    .layer("launcher")
                    .definedBy("io.nodepulse.launcher..")
                    .layer("trials")
                    .definedBy("io.nodepulse.trials..")
                    .whereLayer("edge")
                    .mayNotAccessAnyLayer()
                    .whereLayer("events")
                    .mayNotAccessAnyLayer()
                    .whereLayer("embedded")
                    .mayNotAccessAnyLayer()
                    .whereLayer("agent")
                    .mayNotAccessAnyLayer()
                    .whereLayer("access")
                    .mayOnlyAccessLayers("edge", "events")
                    .whereLayer("query-api")
                    .mayOnlyAccessLayers("access", "edge")
                    .whereLayer("commands")
                    .mayOnlyAccessLayers("access", "edge", "events")
                    .whereLayer("audit")
                    .mayOnlyAccessLayers("access", "edge", "events")
                    .whereLayer("projections")
                    .mayOnlyAccessLayers("access", "edge", "events")
                    .whereLayer("server")
                    .mayOnlyAccessLayers(
                            "access", "commands", "audit", "events", "projections", "query-api")
                    .whereLayer("trials")
                    .mayNotBeAccessedByAnyLayer()
                    .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule AGENT_NEEDS_THE_JDK_ONLY =
            classes()
                    .that()
                    .resideInAPackage("io.nodepulse.agent..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.nodepulse.agent..",
                            "java..",
                            "javax..",
                            "com.sun.management..",
                            "sun.misc..",
                            "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule REFUSALS_ARE_ANSWERED_AT_THE_EDGE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.nodepulse.edge..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            ".*\\.(ControllerAdvice|RestControllerAdvice|ExceptionHandler"
                                    + "|RequestParam|ProblemDetail)");

    @ArchTest
    static final ArchRule READ_MODELS_KNOW_NO_HTTP =
            noClasses()
                    .that()
                    .resideInAPackage("..readmodel..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.nodepulse.edge..",
                            "org.springframework.http..",
                            "org.springframework.web..",
                            "jakarta.servlet..");

    private static final String STORE = "io.nodepulse.events.store.";

    /** What the door of the event store takes and hands out, by its name below {@link #STORE}. */
    private static final Set<String> STORE_API =
            Set.of(
                    "EventStoreSettings",
                    "Shard",
                    "ShardFigures",
                    "ValkeyEventStore",
                    "ValkeyMemory",
                    "append.AppendObserver",
                    "append.DuplicateScrapeException",
                    "deadletter.DeadLetters",
                    "epoch.EpochStart",
                    "epoch.Knowledge",
                    "epoch.LostEvents",
                    "epoch.ShardStanding",
                    "epoch.StreamBreak",
                    "history.EventHistory",
                    "history.HistoryItem",
                    "history.AuditLogEntry",
                    "history.PersonTraces",
                    "index.IndexFinding",
                    "person.PersonKeys",
                    "read.ArchivedStretch",
                    "read.NeededBlocks",
                    "read.ShardEpochs",
                    "read.StoredAppend",
                    "read.UnreadableStretchException",
                    "restore.ShardRestore",
                    "retention.Retention",
                    "seal.LegacySeals",
                    "seal.SealChain",
                    "seal.Verification",
                    "stream.StreamUnit",
                    "stream.TrackedStream",
                    "valkey.EventStoreUnavailableException",
                    "valkey.ValkeyReply");

    @ArchTest
    static final ArchRule THE_EVENT_STORE_IS_ENTERED_BY_ITS_DOOR =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.nodepulse.events..")
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.describe(
                                    "belong to the inside of the event store",
                                    ModuleBordersTest::isInsideOfStore));

    @ArchTest
    static final ArchRule PACKAGES_OF_EVENTS_FORM_NO_CIRCLE =
            slices().matching("io.nodepulse.events.(**)").should().beFreeOfCycles();

    /** A name stands for one thing: who looks for it finds one file. */
    @ArchTest
    static void noTwoModulesHaveATypeOfOneName(JavaClasses classes) {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                modules.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getPackageName().split("\\.")[2]);
            }
        }
        modules.values().removeIf(of -> of.size() == 1);
        assertThat(modules).isEmpty();
    }

    private static boolean isInsideOfStore(JavaClass type) {
        String name = type.getFullName().replaceFirst("\\$.*", "");
        return name.startsWith(STORE) && !STORE_API.contains(name.substring(STORE.length()));
    }
}
