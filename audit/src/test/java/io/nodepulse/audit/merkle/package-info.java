/** Trees and their tiles against a reference written from the recursive definitions. */
@NullMarked
package io.nodepulse.audit.merkle;

import org.jspecify.annotations.NullMarked;
