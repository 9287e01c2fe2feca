/** The query side over HTTP: requests enter a running application, its answers are compared. */
@NullMarked
package io.nodepulse.query.http;

import org.jspecify.annotations.NullMarked;
