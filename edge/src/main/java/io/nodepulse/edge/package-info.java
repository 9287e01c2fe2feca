/**
 * The HTTP edge of every service. Requests enter as they came; checked values leave, and whatever
 * goes wrong leaves as problem details (RFC 9457).
 */
@NullMarked
package io.nodepulse.edge;

import org.jspecify.annotations.NullMarked;
