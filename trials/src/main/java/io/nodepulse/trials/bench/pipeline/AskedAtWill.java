package io.nodepulse.trials.bench.pipeline;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Answers whoever asks as often as they ask: all of a benchmark's questions are of one caller. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/nodepulse/trials/bench/pipeline/asked-at-will.properties")
class AskedAtWill {}
