/**
 * The launcher's own client of the public HTTP API. A path with its parameters enters, the JSON of
 * the answer leaves.
 */
@NullMarked
package io.nodepulse.launcher.api;

import org.jspecify.annotations.NullMarked;
