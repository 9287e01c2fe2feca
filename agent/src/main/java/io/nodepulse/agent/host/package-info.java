/**
 * The figures of the host as a whole. A page of node_exporter or the kernel's /proc enters, one
 * scrape in the payload's form leaves.
 */
@NullMarked
package io.nodepulse.agent.host;

import org.jspecify.annotations.NullMarked;
