package io.nodepulse.commands.recordscrape;

/**
 * The answer to a push, in samples; a scrape of host figures is one.
 *
 * @param accepted on disk now, for the first time
 * @param duplicates of scrapes not newer than the last of their exporter; nothing changed
 * @param rejected of scrapes that are not kept, because of their time or their lack of content
 */
public record PushAnswer(int accepted, int duplicates, int rejected) {}
