/**
 * The verification of the history against its trees, and against the seals of data from before
 * there were trees. Checkpoints that were noted elsewhere enter; what is not as it was signed or
 * sealed leaves.
 */
@NullMarked
package io.nodepulse.audit.seal;

import org.jspecify.annotations.NullMarked;
