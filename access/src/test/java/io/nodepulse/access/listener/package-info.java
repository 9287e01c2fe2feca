/** Tests of the listener. */
@NullMarked
package io.nodepulse.access.listener;

import org.jspecify.annotations.NullMarked;
