/**
 * The OpenAPI description of the query side: what controllers and answers are annotated with
 * enters, {@code /openapi.json} leaves.
 */
@NullMarked
package io.nodepulse.query.description;

import org.jspecify.annotations.NullMarked;
