/**
 * Signed notes, checkpoints, verifier keys and proofs as text, as C2SP specifies them. Text from
 * anywhere enters, checked values or one clear error leave; and back.
 */
@NullMarked
package io.nodepulse.audit.note;

import org.jspecify.annotations.NullMarked;
