/**
 * The largest processes behind the groups of a server, kept for a day beside the events. They are
 * no events: nothing follows from them, no proof covers them, and no rebuild brings them back.
 */
@NullMarked
package io.nodepulse.events.largest;

import org.jspecify.annotations.NullMarked;
