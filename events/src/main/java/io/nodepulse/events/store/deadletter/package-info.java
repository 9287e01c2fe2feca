/**
 * Entries that were set aside. An entry and the reason go in once per stage; out come the letters
 * and how many there are.
 */
@NullMarked
package io.nodepulse.events.store.deadletter;

import org.jspecify.annotations.NullMarked;
