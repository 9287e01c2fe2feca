/** Tests of the wire format: round trips, golden files, hostile bytes. */
@NullMarked
package io.nodepulse.events.wire;

import org.jspecify.annotations.NullMarked;
