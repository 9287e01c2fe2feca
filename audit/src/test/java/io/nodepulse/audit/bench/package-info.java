/** Measurements of the audit side, each with its command. */
@NullMarked
package io.nodepulse.audit.bench;

import org.jspecify.annotations.NullMarked;
