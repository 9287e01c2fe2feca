/** The table of who may call what. A request and its caller enter; whether it may pass leaves. */
@NullMarked
package io.nodepulse.access.rule;

import org.jspecify.annotations.NullMarked;
