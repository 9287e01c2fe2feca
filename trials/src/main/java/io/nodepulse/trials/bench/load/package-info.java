/**
 * The load generator: the number of a server and of a scrape enters, a push over HTTP leaves. Made
 * so that it takes little of the machine that it measures.
 */
@NullMarked
package io.nodepulse.trials.bench.load;

import org.jspecify.annotations.NullMarked;
