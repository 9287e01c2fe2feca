package io.nodepulse.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.AccessConfiguration;
import io.nodepulse.edge.RefusalTable;
import io.nodepulse.edge.Refused;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.changes.ChangesController;
import io.nodepulse.query.changes.ChangesReader;
import io.nodepulse.query.description.ApiDescription;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.feed.ProjectionFeed;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.history.HistoryController;
import io.nodepulse.query.install.InstallController;
import io.nodepulse.query.install.InstallSettings;
import io.nodepulse.query.live.LiveController;
import io.nodepulse.query.live.LiveStreams;
import io.nodepulse.query.page.PageResources;
import io.nodepulse.query.page.UnknownAddress;
import io.nodepulse.query.readmodel.KnownServers;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.TimedReads;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.request.AskedServers;
import io.nodepulse.query.servers.Fleet;
import io.nodepulse.query.servers.HostFigureSchemas;
import io.nodepulse.query.servers.SearchController;
import io.nodepulse.query.servers.ServersController;
import io.nodepulse.query.top.TopController;
import io.nodepulse.query.top.TopReader;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jooq.autoconfigure.ExceptionTranslatorExecuteListener;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import javax.sql.DataSource;

/**
 * Everything the query side consists of, for its own application and for the all-in-one launcher.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QuerySettings.class, InstallSettings.class})
@Import({
    AccessConfiguration.class,
    ApiDescription.class,
    PageResources.class,
    UnknownAddress.class,
    HostFigureSchemas.class,
    ServersController.class,
    SearchController.class,
    TopController.class,
    HistoryController.class,
    ChangesController.class,
    LiveController.class,
    InstallController.class
})
public class QueryApiConfiguration {

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @Bean
    InstantSource queryClock() {
        return InstantSource.system();
    }

    /** Process names may hold a slash, which a path carries as {@code %2F}. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector ->
                                connector.setEncodedSolidusHandling(
                                        EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    /** Fixed to PostgreSQL, so that a database that is away does not decide the dialect. */
    @Bean
    DSLContext sql(DataSource dataSource, MeterRegistry meters) {
        return DSL.using(
                new DefaultConfiguration()
                        .set(SQLDialect.POSTGRES)
                        .set(new DataSourceConnectionProvider(dataSource))
                        .set(
                                new TimedReads(meters),
                                () -> ExceptionTranslatorExecuteListener.DEFAULT)
                        .set(new Settings().withExecuteLogging(false)));
    }

    @Bean
    KnownServers knownServers(DSLContext sql) {
        return new KnownServers(sql);
    }

    @Bean
    AskedServers askedServers(KnownServers knownServers) {
        return new AskedServers(knownServers);
    }

    @Bean
    RefusalTable queryRefusals() {
        Refused databaseAway =
                Refused.of(HttpStatus.SERVICE_UNAVAILABLE, "The read model cannot be reached.")
                        .titled("Read model unavailable")
                        .after(Duration.ofSeconds(2));
        return RefusalTable.of(QueryApiConfiguration.class)
                .row(DataAccessResourceFailureException.class, databaseAway)
                .row(TransientDataAccessException.class, databaseAway);
    }

    @Bean
    ProcessDictionary processNames(DSLContext sql) {
        return new ProcessDictionary(sql);
    }

    @Bean
    WindowReader windowReader(DSLContext sql) {
        return new WindowReader(sql);
    }

    @Bean
    TopReader topReader(
            WindowReader windowReader, ProcessDictionary processNames, Answers answers) {
        return new TopReader(windowReader, processNames, answers);
    }

    @Bean
    ChangesReader changesReader(DSLContext sql, ProcessDictionary processNames) {
        return new ChangesReader(sql, processNames);
    }

    @Bean
    Positions positions() {
        return new Positions();
    }

    @Bean
    Fleet fleet(DSLContext sql, ProcessDictionary processNames, Positions positions) {
        return new Fleet(sql, processNames, positions);
    }

    @Bean
    LiveStreams liveStreams(KnownServers knownServers, QuerySettings settings) {
        return new LiveStreams(knownServers, settings.heartbeat());
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
