package io.nodepulse.access.listener;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
