/** The audit side over HTTP, on a real Valkey. */
@NullMarked
package io.nodepulse.audit;

import org.jspecify.annotations.NullMarked;
