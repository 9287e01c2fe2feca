/** Tests of the whole verification, against whoever can write to Valkey. */
@NullMarked
package io.nodepulse.audit.seal;

import org.jspecify.annotations.NullMarked;
