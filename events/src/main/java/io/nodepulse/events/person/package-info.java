/**
 * What of an event is a person's: events enter as they happened, and leave as they are stored, with
 * names and addresses under a key per person; and the other way round.
 */
@NullMarked
package io.nodepulse.events.person;

import org.jspecify.annotations.NullMarked;
