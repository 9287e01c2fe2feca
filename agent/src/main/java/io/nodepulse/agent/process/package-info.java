/**
 * Process groups: how many processes, how much CPU, how much memory under one name. A page of
 * process_exporter or the kernel's /proc enters, one scrape in the payload's form leaves.
 */
@NullMarked
package io.nodepulse.agent.process;

import org.jspecify.annotations.NullMarked;
