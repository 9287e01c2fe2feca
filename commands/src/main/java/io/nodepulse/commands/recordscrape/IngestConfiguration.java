package io.nodepulse.commands.recordscrape;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.session.WrongTokens;
import io.nodepulse.commands.payload.PayloadParser;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.decide.StoreAnswers;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.service.CommonSettings;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Wires the ingest endpoint, and tells the web server its limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
public class IngestConfiguration {

    @Bean
    IngestMetrics ingestMetrics(MeterRegistry registry) {
        return new IngestMetrics(registry);
    }

    @Bean
    IngestController ingestController(
            Servers servers,
            Decider<ServerCommand, ServerLife> commands,
            StoreAnswers answers,
            IngestSettings settings,
            IngestMetrics metrics,
            WrongTokens wrongAgentTokens,
            LargestStore largest,
            CommonSettings common) {
        commands.register(RecordScrape.class, RecordScrape::decide);
        PayloadParser parser = new PayloadParser(settings.payloadLimits(common.retention()));
        PushReader reader = new PushReader(parser, settings, metrics);
        ScrapeRecorder recorder = new ScrapeRecorder(commands, largest, metrics);
        ReadBudget budget = settings.budget();
        metrics.watch(budget);
        ScrapeIntake intake =
                new ScrapeIntake(
                        servers,
                        new AgentCheck(wrongAgentTokens),
                        settings.rates(),
                        budget,
                        reader,
                        recorder,
                        answers);
        return new IngestController(intake, InstantSource.system(), settings.clientCertificates());
    }

    /**
     * A sender that is refused in the middle of its body gets its answer only if the rest is read,
     * so that is done up to twice the largest body. One that stops sending is cut off as soon as
     * its rate is looked at.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ingestLimits(
            IngestSettings settings) {
        TomcatConnectorCustomizer limits =
                connector -> {
                    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                        http.setMaxSwallowSize(2 * (int) settings.maxBody().toBytes());
                        http.setDisableUploadTimeout(false);
                        http.setConnectionUploadTimeout((int) settings.slowGrace().toMillis());
                    }
                };
        return factory -> factory.addConnectorCustomizers(limits);
    }
}
