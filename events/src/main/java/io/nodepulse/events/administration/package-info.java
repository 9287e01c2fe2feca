/**
 * What administrators do: the people and API tokens there are, and the acts on the system itself.
 * Each event leaves with the one who did it in its metadata, so that the audit view can tell.
 */
@NullMarked
package io.nodepulse.events.administration;

import org.jspecify.annotations.NullMarked;
