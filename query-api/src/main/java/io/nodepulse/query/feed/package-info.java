/**
 * What the projections tell as they commit: PostgreSQL notifications enter, each server's newest
 * position leaves, and a call to everybody who waits for it.
 */
@NullMarked
package io.nodepulse.query.feed;

import org.jspecify.annotations.NullMarked;
