package io.nodepulse.access.listener;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests come in, {@code nodepulse.listener.*}.
 *
 * @param allowPlainHttp whether to listen without TLS beyond loopback
 */
@ConfigurationProperties("nodepulse.listener")
public record ListenerSettings(@DefaultValue("false") boolean allowPlainHttp) {}
