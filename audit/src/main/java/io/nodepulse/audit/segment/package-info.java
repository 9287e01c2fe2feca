/** Makes segments of what is signed, and keeps them with what proves them. */
@NullMarked
package io.nodepulse.audit.segment;

import org.jspecify.annotations.NullMarked;
