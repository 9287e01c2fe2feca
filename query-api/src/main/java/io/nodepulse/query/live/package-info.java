/**
 * Live push: scrapes enter as the read model takes them in, server-sent events leave to everybody
 * who watches.
 */
@NullMarked
package io.nodepulse.query.live;

import org.jspecify.annotations.NullMarked;
