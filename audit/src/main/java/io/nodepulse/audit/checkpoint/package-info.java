/**
 * Checkpoints, keys and proofs over HTTP. What is asked for enters as parameters; notes and proofs
 * that anybody can check offline leave.
 */
@NullMarked
package io.nodepulse.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
