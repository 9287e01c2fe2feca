package io.nodepulse.agent.config;

import io.nodepulse.agent.config.Settings.SettingKey;

import java.time.Duration;

/**
 * How often an exporter is scraped, and how long it may take.
 *
 * @param fallBackAfter how long it may fail before the agent reads by itself; 0 for ever
 */
record ExporterTimes(Duration interval, Duration timeout, Duration fallBackAfter) {

    /**
     * @param path where the exporter stands in the file
     * @param name where it stands among flags and variables
     * @param interval of all exporters that say none
     */
    static ExporterTimes read(Settings settings, String path, String name, Duration interval) {
        return new ExporterTimes(
                settings.duration(
                        new SettingKey(path + "interval", name + "interval"),
                        Duration.ofMillis(10),
                        Duration.ofHours(1),
                        interval),
                settings.duration(
                        new SettingKey(path + "timeout", name + "timeout"),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(5)),
                settings.duration(
                        new SettingKey(path + "fall_back_after", name + "fall_back_after"),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        Duration.ZERO));
    }
}
