/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.access.rule;

import org.jspecify.annotations.NullMarked;
