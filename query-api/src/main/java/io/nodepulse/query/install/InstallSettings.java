package io.nodepulse.query.install;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;

/**
 * What machines install themselves from, {@code nodepulse.install.*}.
 *
 * @param directory with {@code nodepulse-agent_<version>_<architecture>.tar.xz}, each with its
 *     {@code .sha256} beside it; none: there is no installing by one line
 * @param certificate the listener's own certificate, PEM, where no authority that machines know has
 *     signed it: the line pins its key, and agents trust it
 */
@ConfigurationProperties("nodepulse.install")
public record InstallSettings(@Nullable Path directory, @Nullable Path certificate) {}
