/**
 * The notary: it writes down what the event store said, outside of the store, and signs it. Appends
 * enter through {@link io.nodepulse.audit.notary.AppendLog}; checkpoints, proofs and findings
 * leave.
 */
@NullMarked
package io.nodepulse.audit.notary;

import org.jspecify.annotations.NullMarked;
