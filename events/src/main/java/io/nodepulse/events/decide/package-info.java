/**
 * How anything is decided: a command enters; what it leads to is decided on the state that its
 * boundary's events tell, and leaves as events that are appended on the condition that nothing else
 * happened within that boundary in between.
 */
@NullMarked
package io.nodepulse.events.decide;

import org.jspecify.annotations.NullMarked;
