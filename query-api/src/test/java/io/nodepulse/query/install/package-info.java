/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.query.install;

import org.jspecify.annotations.NullMarked;
