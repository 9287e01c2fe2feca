/** Tests of what keeps people signed in. */
@NullMarked
package io.nodepulse.access.session;

import org.jspecify.annotations.NullMarked;
