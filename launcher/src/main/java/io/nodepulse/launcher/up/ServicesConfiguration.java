package io.nodepulse.launcher.up;

import io.nodepulse.audit.AuditConfiguration;
import io.nodepulse.commands.CommandsConfiguration;
import io.nodepulse.projections.ProjectionsConfiguration;
import io.nodepulse.query.QueryApiConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** All services in one context; each brings its own beans and nothing is scanned. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    CommandsConfiguration.class,
    AuditConfiguration.class,
    ProjectionsConfiguration.class,
    QueryApiConfiguration.class
})
class ServicesConfiguration {}
