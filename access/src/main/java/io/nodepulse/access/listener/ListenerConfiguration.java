package io.nodepulse.access.listener;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Imported by each service; where several share a context, they share the listener too. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenerSettings.class)
public class ListenerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainHttpGuard(
            ListenerSettings settings) {
        return factory ->
                new PlainHttp(settings.allowPlainHttp())
                        .require(factory.getAddress(), Ssl.isEnabled(factory.getSsl()));
    }

    /** After Spring's own, which hands the bundles over. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> strongTls() {
        return factory -> {
            SslBundles bundles = factory.getSslBundles();
            if (bundles != null) {
                factory.setSslBundles(new AeadBundles(bundles));
            }
        };
    }

    /**
     * Spring's ways believe whoever has a private address, or everybody; see {@link ClosedDoors}.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(
            ListenerSettings settings, Environment environment) {
        ClosedDoors.requireSprings(Binder.get(environment));
        TrustedProxies proxies = new TrustedProxies(settings.proxies());
        return factory -> factory.addEngineValves(new ForwardedValve(proxies));
    }

    @Bean
    ConnectionGuard connectionGuard(ListenerSettings settings, MeterRegistry meters) {
        return new ConnectionGuard(
                new Connections(
                        new TrustedProxies(settings.proxies()),
                        settings.connectionsPerAddress(),
                        settings.headDeadline()),
                System::nanoTime,
                meters);
    }

    /** The last one, so that connectors that others add are there already. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedConnections(
            ConnectionGuard guard) {
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> guard(connector, guard));
            factory.getAdditionalConnectors().forEach(connector -> guard(connector, guard));
        };
    }

    private static void guard(Connector connector, ConnectionGuard guard) {
        if (connector.getProtocolHandler() instanceof GuardedProtocol guarded) {
            guarded.guardBy(guard);
        }
    }
}
