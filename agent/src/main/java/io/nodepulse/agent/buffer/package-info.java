/**
 * Keeps scrapes until the server has them: in memory while it answers, on disk while it does not.
 * Scrapes enter one by one, batches leave oldest first and are forgotten when they are confirmed.
 */
@NullMarked
package io.nodepulse.agent.buffer;

import org.jspecify.annotations.NullMarked;
