/** Tests of who may call what in the whole system. */
@NullMarked
package io.nodepulse.launcher.access;

import org.jspecify.annotations.NullMarked;
