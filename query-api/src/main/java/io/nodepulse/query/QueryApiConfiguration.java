package io.nodepulse.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.feed.ProjectionFeed;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.page.PageResources;
import io.nodepulse.query.problem.ApiProblemAdvice;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.ProcessNames;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.top.TopController;

import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import tools.jackson.databind.json.JsonMapper;

import java.time.InstantSource;
import java.util.List;

import javax.sql.DataSource;

/**
 * Everything the query side consists of, for its own application and for the all-in-one launcher.
 */
@Configuration(proxyBeanMethods = false)
@Import({ApiProblemAdvice.class, PageResources.class, TopController.class})
public class QueryApiConfiguration {

    @Bean
    InstantSource queryClock() {
        return InstantSource.system();
    }

    @Bean
    KnownServers knownServers(DSLContext sql) {
        return new KnownServers(sql);
    }

    @Bean
    ProcessNames processNames(DSLContext sql) {
        return new ProcessNames(sql);
    }

    @Bean
    WindowReader windowReader(DSLContext sql) {
        return new WindowReader(sql);
    }

    @Bean
    Positions positions() {
        return new Positions();
    }

    @Bean
    ProjectionFeed projectionFeed(
            DataSource dataSource, Positions positions, List<ScrapeListener> listeners) {
        return new ProjectionFeed(dataSource, positions, listeners);
    }

    @Bean
    Answers answers(Positions positions, JsonMapper json, MeterRegistry meters) {
        return new Answers(positions, json, meters);
    }
}
