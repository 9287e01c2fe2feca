/** Tests of what is set aside. */
@NullMarked
package io.nodepulse.events.store.deadletter;

import org.jspecify.annotations.NullMarked;
