/** Tests of the seals of before there were checkpoints, made as they were made then. */
@NullMarked
package io.nodepulse.events.store.seal;

import org.jspecify.annotations.NullMarked;
