package io.nodepulse.access.listener;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Imported by each service; where several share a context, they share the listener too. */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainHttpGuard(
            @Value("${nodepulse.listener.allow-plain-http:false}") boolean allowed) {
        return factory ->
                new PlainHttp(allowed)
                        .require(factory.getAddress(), Ssl.isEnabled(factory.getSsl()));
    }
}
