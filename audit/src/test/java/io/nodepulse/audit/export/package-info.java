/** Tests of how texts stand in CSV. */
@NullMarked
package io.nodepulse.audit.export;

import org.jspecify.annotations.NullMarked;
