/**
 * The keys of persons beside their events: who is named enters, the key under which what is written
 * of them is sealed leaves, until an event says that they are erased.
 */
@NullMarked
package io.nodepulse.events.store.person;

import org.jspecify.annotations.NullMarked;
