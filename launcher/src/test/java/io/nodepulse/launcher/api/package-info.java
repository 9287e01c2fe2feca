/** Tests of how commands ask a running NodePulse, and which. */
@NullMarked
package io.nodepulse.launcher.api;

import org.jspecify.annotations.NullMarked;
