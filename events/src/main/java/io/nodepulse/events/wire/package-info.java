/**
 * The wire format of the event store: events of one append go in, the bytes of one stream entry
 * come out, and back. Pure values: nothing here talks to a server.
 */
@NullMarked
package io.nodepulse.events.wire;

import org.jspecify.annotations.NullMarked;
