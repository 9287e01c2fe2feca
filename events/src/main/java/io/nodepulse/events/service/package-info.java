/**
 * What every service beside the event store has: settings enter, the open store, whether it
 * answers, and the check of the administrator's token leave.
 */
@NullMarked
package io.nodepulse.events.service;

import org.jspecify.annotations.NullMarked;
