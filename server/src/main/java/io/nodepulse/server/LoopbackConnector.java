package io.nodepulse.server;

import io.nodepulse.access.listener.GuardedProtocol;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Plain HTTP on 127.0.0.1 beside a listener that others reach: for the command line and the agent
 * of this machine, which then need no certificate.
 */
final class LoopbackConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String ADDRESS = "127.0.0.1";

    private final Connector connector = new Connector(GuardedProtocol.class.getName());

    /**
     * @param port 0 picks a free one
     */
    LoopbackConnector(int port) {
        connector.setPort(port);
        connector.setProperty("address", ADDRESS);
        // Names of processes are part of paths, and may hold a slash.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
    }

    /** Where it listens, once it does. */
    int port() {
        return connector.getLocalPort();
    }
}
