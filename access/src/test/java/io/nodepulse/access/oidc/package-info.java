/** Tests of what a provider of identities is taken for. */
@NullMarked
package io.nodepulse.access.oidc;

import org.jspecify.annotations.NullMarked;
