/** Tests against a real Valkey, over real HTTP. */
@NullMarked
package io.nodepulse.access;

import org.jspecify.annotations.NullMarked;
