/**
 * What is left to do after an older copy of the event store was brought back: the shards that lack
 * what was signed enter, the ranges that went leave, and stay written down.
 */
@NullMarked
package io.nodepulse.audit.restore;

import org.jspecify.annotations.NullMarked;
