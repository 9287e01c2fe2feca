/**
 * What administrators did, for whoever looks back: the acts of the event store enter, their
 * descriptions leave, without any secret or its hash.
 */
@NullMarked
package io.nodepulse.audit.log;

import org.jspecify.annotations.NullMarked;
