package io.nodepulse.trials;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Data flows one way: commands write events, audit and projections read them, and the query side
 * knows only the SQL schema. Each lets callers in through access. The agent knows only the payload,
 * and nobody knows the trials: what is installed is without them.
 */
@AnalyzeClasses(packages = "io.nodepulse", importOptions = DoNotIncludeTests.class)
class ModuleBordersTest {

    @ArchTest
    static final ArchRule MODULES =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("io.nodepulse..")
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
                    .whereLayer("events")
                    .mayNotAccessAnyLayer()
                    .whereLayer("embedded")
                    .mayNotAccessAnyLayer()
                    .whereLayer("agent")
                    .mayNotAccessAnyLayer()
                    .whereLayer("access")
                    .mayOnlyAccessLayers("events")
                    .whereLayer("query-api")
                    .mayOnlyAccessLayers("access")
                    .whereLayer("commands")
                    .mayOnlyAccessLayers("access", "events")
                    .whereLayer("audit")
                    .mayOnlyAccessLayers("access", "events")
                    .whereLayer("projections")
                    .mayOnlyAccessLayers("access", "events")
                    .whereLayer("server")
                    .mayOnlyAccessLayers("access", "commands", "audit", "projections", "query-api")
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
}
