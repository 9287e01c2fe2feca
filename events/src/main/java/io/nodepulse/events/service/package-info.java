/**
 * What every service beside the event store has: settings enter, the open store and whether it
 * answers leave.
 */
@NullMarked
package io.nodepulse.events.service;

import org.jspecify.annotations.NullMarked;
