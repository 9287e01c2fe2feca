/** Notes, keys and proofs: the specification's own example, and what must be refused. */
@NullMarked
package io.nodepulse.audit.note;

import org.jspecify.annotations.NullMarked;
