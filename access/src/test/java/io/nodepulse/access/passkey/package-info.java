/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.access.passkey;

import org.jspecify.annotations.NullMarked;
