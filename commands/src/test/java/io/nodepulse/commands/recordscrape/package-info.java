/** Tests of ingest: pushes go in over HTTP, counts and events come out. */
@NullMarked
package io.nodepulse.commands.recordscrape;

import org.jspecify.annotations.NullMarked;
