/**
 * The query side: HTTP requests enter, answers from the read model's SQL schema {@code admiral}
 * leave. It writes nothing, and shares nothing with the projections but that schema.
 */
@NullMarked
package io.nodepulse.query;

import org.jspecify.annotations.NullMarked;
