package io.nodepulse.trials.bench.pipeline;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * Answers whoever asks as often as they ask: all questions of a benchmark are of one caller, and so
 * is the reading of all that was kept.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/nodepulse/trials/bench/pipeline/asked-at-will.properties")
class AskedAtWill {}
