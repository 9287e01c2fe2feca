/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.launcher.person;

import org.jspecify.annotations.NullMarked;
