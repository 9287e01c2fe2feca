/**
 * The services put together into programs: settings and the name of a service enter, one Spring
 * context on one port leaves. The installed program and {@code ./nodepulse up} share this.
 */
@NullMarked
package io.nodepulse.server;

import org.jspecify.annotations.NullMarked;
