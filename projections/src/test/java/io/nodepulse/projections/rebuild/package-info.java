/** Rebuilds of several instances: histories enter, rebuilt tables are compared with the live. */
@NullMarked
package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.NullMarked;
