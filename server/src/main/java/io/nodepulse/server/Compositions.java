package io.nodepulse.server;

import io.nodepulse.audit.AuditConfiguration;
import io.nodepulse.commands.CommandsConfiguration;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.query.QueryApiConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * What shares a context. Each part brings its own beans, and nothing is scanned; as all libraries
 * are always there, a part leaves out what Spring Boot would make of those it does not use.
 */
final class Compositions {

    private Compositions() {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        CommandsConfiguration.class,
        AuditConfiguration.class,
        ProjectionsConfiguration.class,
        QueryApiConfiguration.class
    })
    static class All {}

    /** Further instances beside one of all. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        CommandsConfiguration.class,
        ProjectionsConfiguration.class,
        QueryApiConfiguration.class
    })
    static class AllButAudit {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import({CommandsConfiguration.class, AuditConfiguration.class})
    static class Commands {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ProjectionsConfiguration.class)
    static class Projections {}

    /** The schema belongs to the projections. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
    @Import(QueryApiConfiguration.class)
    static class Query {}
}
