/**
 * The seals of before there were checkpoints, which are only read. A chain goes in, and whether the
 * entries are as they were sealed comes out.
 */
@NullMarked
package io.nodepulse.events.store.seal;

import org.jspecify.annotations.NullMarked;
