/**
 * Server identifiers and process names enter; the small keys that rows carry in their place leave.
 */
@NullMarked
package io.nodepulse.projections.dictionary;

import org.jspecify.annotations.NullMarked;
